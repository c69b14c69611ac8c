#pragma once

#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace sandbox {

/// Gives each connection a thread of its own and a number; threads are reused.
class ConnectionThreads : public httplib::TaskQueue {
public:
    /// `numbers` counts the connections of all servers.
    explicit ConnectionThreads(std::atomic<int>& numbers) : numbers_(numbers) {}

    void enqueue(std::function<void()> connection) override;
    void shutdown() override;

    /// Of the connection that the calling thread serves.
    int number_here() const;

private:
    void work();
    bool take(std::unique_lock<std::mutex>& lock, std::function<void()>& connection);

    std::atomic<int>& numbers_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    std::vector<std::thread> threads_;
    std::map<std::thread::id, int> served_;
    std::size_t idle_ = 0;
    bool is_over_ = false;
};

}  // namespace sandbox
