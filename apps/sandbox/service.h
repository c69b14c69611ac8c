#pragma once

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <map>
#include <string>

namespace sandbox {

/// One HTTP request as it arrived. Header names are in lower case.
struct Request {
    std::string method = {};
    std::string path = {};    ///< Decoded, without the query.
    std::string target = {};  ///< Path and query as they were sent.
    std::multimap<std::string, std::string> query = {};
    std::map<std::string, std::string> headers = {};
    std::string body = {};  ///< Of a multipart form: its parts, one after another.
    std::multimap<std::string, std::string> parts = {};  ///< Of a multipart form, by name.
    std::string origin = {};  ///< "http://127.0.0.1:PORT" that got it, for links in answers.
};

/// What the service says to it. The server adds `Date` and `Content-Length`.
struct Answer {
    int status = 200;
    std::map<std::string, std::string> headers = {{"content-type", "application/json"}};
    std::string body = {};
};

/// A local fake of one service: everything it holds is in memory.
///
/// `answer` is called by one thread at a time; faults, clock and logging are
/// the server's business, not the service's.
class Service {
public:
    virtual ~Service() = default;
    /// Fills the service from a scenario (see emerg-sandbox(1)), dropping what it held.
    virtual void load(const nlohmann::json& scenario) = 0;
    virtual Answer answer(const Request& request) = 0;
    /// Everything it holds, each object as the service's own API shows it.
    virtual nlohmann::json state() const = 0;
    /// Keeps a copy of what it holds; the function makes it hold that again, as often as it is
    /// called, and lives no longer than the service.
    virtual std::function<void()> way_back() = 0;
};

}  // namespace sandbox
