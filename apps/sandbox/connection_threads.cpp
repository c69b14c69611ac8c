#include "apps/sandbox/connection_threads.h"

#include <utility>

namespace sandbox {

void ConnectionThreads::enqueue(std::function<void()> connection) {
    const std::scoped_lock lock(mutex_);
    waiting_.push_back(std::move(connection));
    if (waiting_.size() > idle_) {
        threads_.emplace_back([this] { work(); });
    }
    changed_.notify_one();
}

void ConnectionThreads::shutdown() {
    {
        const std::scoped_lock lock(mutex_);
        is_over_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) {
        thread.join();
    }
    threads_.clear();
}

int ConnectionThreads::number_here() const {
    const std::scoped_lock lock(mutex_);
    const auto found = served_.find(std::this_thread::get_id());
    return found == served_.end() ? 0 : found->second;
}

bool ConnectionThreads::take(std::unique_lock<std::mutex>& lock,
                             std::function<void()>& connection) {
    ++idle_;
    changed_.wait(lock, [this] { return is_over_ || !waiting_.empty(); });
    --idle_;
    if (waiting_.empty()) {
        return false;
    }
    connection = std::move(waiting_.front());
    waiting_.pop_front();
    return true;
}

void ConnectionThreads::work() {
    std::unique_lock lock(mutex_);
    std::function<void()> connection;
    while (take(lock, connection)) {
        served_[std::this_thread::get_id()] = ++numbers_;
        lock.unlock();
        connection();
        lock.lock();
    }
}

}  // namespace sandbox
