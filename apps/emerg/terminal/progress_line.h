#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <set>
#include <streambuf>
#include <string>
#include <thread>

namespace emerg {

/// One line of a terminal that tells what is waited for, once that takes long; gone when it is
/// over, and whenever something else is written to the stream. Used from several threads.
class ProgressLine final : private std::streambuf {
public:
    explicit ProgressLine(std::ostream& err);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine(ProgressLine&&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ProgressLine& operator=(ProgressLine&&) = delete;
    ~ProgressLine() final;

    /// From now on that is waited for, and no more after as many calls of `end`.
    void begin(const std::string& whom);
    void end(const std::string& whom);

private:
    using Moment = std::chrono::steady_clock::time_point;

    int_type overflow(int_type byte) final;
    std::streamsize xsputn(const char* text, std::streamsize size) final;
    int sync() final;
    void tell_in_time();
    void draw();
    void erase();

    std::ostream& err_;
    std::streambuf* below_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::multiset<std::string> waited_for_;
    Moment since_ = {};
    Moment last_end_ = {};
    bool is_shown_ = false;
    bool is_over_ = false;
    std::thread teller_;
};

}  // namespace emerg
