#pragma once

#include "apps/sandbox/service.h"
#include "libemergency/core/result.h"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sandbox {

/// What goes wrong (see `POST /faults`).
enum class FaultKind {
    latency,
    status,
    reset_before,
    reset_after,
    hang,
    truncate,
    garbage,
    html,
};

/// One order for trouble, with how often it has been met.
struct Fault {
    std::string service = "*";
    std::string match = "*";  ///< Against "METHOD /path"; `*` stands for anything.
    int nth = 1;
    int times = 1;  ///< 0: for ever.
    FaultKind kind = FaultKind::status;
    std::optional<std::chrono::milliseconds> time = {};
    std::optional<int> status = {};
    std::map<std::string, std::string> headers = {};
    std::optional<std::string> body = {};
    bool is_applied = false;  ///< Does the effect happen all the same?
    int met = 0;              ///< Requests that matched.
    int done = 0;             ///< Times that it struck.
};

/// What strikes one request.
struct Trouble {
    std::chrono::milliseconds latency{0};
    std::optional<Fault> fault = {};
};

/// The orders in force. Not thread safe: its owner locks.
class Faults {
public:
    /// Adds one order or a list of them, all or nothing.
    emergency::Result<void> add(const nlohmann::json& orders);
    void clear() { faults_.clear(); }
    nlohmann::json list() const;

    /// Counts the request and says what strikes it. `line` is "METHOD /path".
    Trouble meet(const std::string& service, const std::string& line);

private:
    std::vector<Fault> faults_;
};

/// Does `text` fit `pattern`, where `*` stands for any letters?
bool fits(std::string_view pattern, std::string_view text);

/// "latency", "status" and so on.
std::string name_of(FaultKind kind);

/// The answer that `fault` puts in the place of the service's own.
Answer faulty_answer(const Fault& fault, const std::string& service);

}  // namespace sandbox
