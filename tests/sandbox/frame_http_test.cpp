#include "apps/sandbox/sandbox.h"
#include "tests/sandbox/frame_wire.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include <filesystem>
#include <set>
#include <vector>

using json = nlohmann::json;
using sandbox::Sandbox;
using sandbox::test::body_of;
using sandbox::test::Wire;

namespace {

constexpr auto note_path = "/incidents/Q0EMERG0000001/notes";
constexpr auto note = R"({"note":{"content":"Restarting"}})";
constexpr auto token_line = "Authorization: Token token=pd-sandbox-token-0001\r\n";

struct Started {
    Started() { REQUIRE(box.start({})); }

    json control(const std::string& method, const std::string& path, const std::string& body = {}) {
        Wire wire(box.addresses().control);
        return json::parse(body_of(wire.ask(method, path, body)));
    }

    void fault(const json& order) { control("POST", "/faults", order.dump()); }

    std::size_t notes() {
        return control("GET", "/state")["pagerduty"]["incidents"][0]["notes"].size();
    }

    Wire noting() {
        Wire wire(box.addresses().pagerduty);
        wire.send("POST", note_path, note, token_line);
        return wire;
    }

    Sandbox box;
};

std::string status_of(const std::string& answer) {
    return answer.substr(0, answer.find("\r\n"));
}

unsigned mode_of(const std::string& path) {
    struct stat facts {};
    REQUIRE(stat(path.c_str(), &facts) == 0);
    return facts.st_mode & 0777U;
}

}  // namespace

TEST_CASE("Sandbox: forty connections are kept open and numbered, whatever service they go to") {
    Started started;
    const auto& at = started.box.addresses();
    std::vector<Wire> wires;
    for (int count = 0; count < 40; ++count) {
        wires.emplace_back(at.pagerduty);
    }
    for (auto& wire : wires) {
        CHECK(status_of(wire.ask("GET", "/abilities")) == "HTTP/1.1 401 Unauthorized");
    }
    for (auto& wire : wires) {
        CHECK(status_of(wire.ask("GET", "/abilities")) == "HTTP/1.1 401 Unauthorized");
    }
    Wire(at.events).ask("POST", "/v2/enqueue", "{}");
    std::set<int> numbers;
    const auto requests = started.control("GET", "/requests");
    for (const auto& request : requests) {
        numbers.insert(request["connection"].get<int>());
    }
    CHECK(requests.size() == 81);
    CHECK(numbers.size() == 41);
}

TEST_CASE("Sandbox: the log tells each request with its order, and can be cleared") {
    Started started;
    Wire wire(started.box.addresses().pagerduty);
    wire.ask("GET", "/incidents?limit=1&statuses[]=triggered");
    wire.ask("GET", "/abilities");
    const auto requests = started.control("GET", "/requests");
    REQUIRE(requests.size() == 2);
    CHECK(requests[0]["path"] == "/incidents?limit=1&statuses[]=triggered");
    CHECK(requests[0]["service"] == "pagerduty");
    CHECK(requests[0]["method"] == "GET");
    CHECK(requests[0]["status"] == 401);
    CHECK(requests[0]["connection"] == requests[1]["connection"]);
    CHECK(requests[0]["ended"] < requests[1]["began"]);
    started.control("DELETE", "/requests");
    CHECK(started.control("GET", "/requests").empty());
}

TEST_CASE("Sandbox: Date follows the clock") {
    Started started;
    const auto now = started.control("POST", "/clock", R"({"advance":"3650d"})")["now"];
    Wire wire(started.box.addresses().pagerduty);
    const auto answer = wire.ask("GET", "/abilities");
    const auto year = now.get<std::string>().substr(0, 4);
    const auto date = answer.substr(answer.find("date: "), 36);
    CHECK(date.find(year) != std::string::npos);
}

TEST_CASE("Sandbox: a reset before cuts the connection and changes nothing") {
    Started started;
    started.fault({{"service", "pagerduty"}, {"kind", "reset_before"}});
    auto wire = started.noting();
    CHECK(wire.receive().empty());
    CHECK(wire.ending() == ECONNRESET);
    CHECK(started.notes() == 0);
}

TEST_CASE("Sandbox: a reset after cuts the connection when the change is made") {
    Started started;
    started.fault({{"match", "POST */notes"}, {"kind", "reset_after"}});
    auto wire = started.noting();
    CHECK(wire.receive().empty());
    CHECK(wire.ending() == ECONNRESET);
    CHECK(started.notes() == 1);
    CHECK(status_of(started.noting().receive()) == "HTTP/1.1 200 OK");
}

TEST_CASE("Sandbox: a truncated answer ends early under its full length") {
    Started started;
    started.fault({{"kind", "truncate"}});
    auto wire = started.noting();
    const auto answer = wire.receive();
    const auto length = answer.find("Content-Length: ");
    REQUIRE(length != std::string::npos);
    const auto promised = std::stoul(answer.substr(length + 16));
    CHECK(body_of(answer).size() == promised / 2);
    CHECK(started.notes() == 1);
}

TEST_CASE("Sandbox: an error status is applied only if that is asked for") {
    Started started;
    started.fault({{"kind", "status"}, {"status", 502}});
    CHECK(status_of(started.noting().receive()) == "HTTP/1.1 502 Bad Gateway");
    CHECK(started.notes() == 0);
    started.fault({{"kind", "status"}, {"status", 502}, {"apply", true}});
    started.noting().receive();
    CHECK(started.notes() == 1);
}

TEST_CASE("Sandbox: headers and body of a fault are those that were ordered") {
    Started started;
    started.fault({{"service", "slack"},
                   {"kind", "status"},
                   {"status", 429},
                   {"headers", {{"Retry-After", "7"}}}});
    const auto answer =
        Wire(started.box.addresses().slack.substr(0, started.box.addresses().slack.rfind('/')))
            .ask("POST", "/api/auth.test");
    CHECK(status_of(answer) == "HTTP/1.1 429 Too Many Requests");
    CHECK(answer.find("Retry-After: 7\r\n") != std::string::npos);
    CHECK(body_of(answer).empty());
}

TEST_CASE("Sandbox: while one request hangs, others are answered, and stopping ends it") {
    Started started;
    started.fault({{"service", "pagerduty"}, {"kind", "hang"}, {"apply", true}});
    auto hanging = started.noting();
    while (started.notes() == 0) {
    }
    CHECK(status_of(started.noting().receive()) == "HTTP/1.1 200 OK");
    CHECK(started.control("GET", "/requests")[0]["status"] == 0);
    started.box.stop();
    CHECK(hanging.receive().empty());
}

TEST_CASE("Sandbox: its folder is private and gone after it stops") {
    Started started;
    const auto folder = started.box.folder();
    CHECK(mode_of(folder) == 0700);
    CHECK(mode_of(started.box.config()) == 0600);
    CHECK(mode_of(folder + "/slack.token") == 0600);
    started.box.stop();
    CHECK_FALSE(std::filesystem::exists(folder));
}

TEST_CASE("Sandbox: the ready line tells every address and token") {
    Started started;
    const auto line = json::parse(started.box.ready_line());
    for (const auto* name : {"pagerduty", "events", "zendesk", "slack", "control"}) {
        INFO(name);
        CHECK(line[name].get<std::string>().starts_with("http://127.0.0.1:"));
    }
    CHECK(line["slack"].get<std::string>().ends_with("/api"));
    CHECK(line["config"] == started.box.config());
    CHECK(line["tokens"]["pagerduty"] == "pd-sandbox-token-0001");
    CHECK_FALSE(line.contains("ca"));
}

TEST_CASE("Sandbox: requests that come in one go are answered one after another") {
    Started started;
    Wire wire(started.box.addresses().pagerduty);
    std::string three;
    for (const auto* path : {"/abilities", "/teams", "/users/me"}) {
        three += std::string("GET ") + path + " HTTP/1.1\r\nHost: x\r\n" + token_line + "\r\n";
    }
    wire.send_raw(three);
    const auto all = wire.receive(3);
    CHECK(all.find("\"abilities\"") < all.find("\"teams\":["));
    CHECK(all.find("\"user\"") != std::string::npos);
    const auto requests = started.control("GET", "/requests");
    REQUIRE(requests.size() == 3);
    CHECK(requests[0]["connection"] == requests[2]["connection"]);
}

TEST_CASE("Sandbox: the body that a GET need not have does not disturb the next request") {
    Started started;
    Wire wire(started.box.addresses().pagerduty);
    wire.send("GET", "/abilities", "{}", token_line);
    CHECK(status_of(wire.receive()) == "HTTP/1.1 200 OK");
    wire.send("GET", "/abilities", "", token_line);
    CHECK(status_of(wire.receive()) == "HTTP/1.1 200 OK");
}

TEST_CASE("Sandbox: HEAD is answered as GET, without the body") {
    Started started;
    Wire wire(started.box.addresses().pagerduty);
    wire.send("GET", "/abilities", "", token_line);
    const auto whole = wire.receive();
    wire.send("HEAD", "/abilities", "", token_line);
    const auto head = wire.receive_head();
    CHECK(status_of(head) == "HTTP/1.1 200 OK");
    CHECK(head.ends_with("\r\n\r\n"));
    const auto length = "Content-Length: " + std::to_string(body_of(whole).size()) + "\r\n";
    CHECK(head.find(length) != std::string::npos);
}

TEST_CASE("Sandbox: a multipart form arrives in its parts") {
    Started started;
    const auto slack = started.box.addresses().slack;
    Wire wire(slack.substr(0, slack.rfind('/')));
    const std::string begin = "--mark\r\nContent-Disposition: form-data; name=";
    wire.send(
        "POST", "/api/chat.postMessage",
        begin + "\"channel\"\r\n\r\nC001SM\r\n" + begin + "\"text\"\r\n\r\nhello\r\n--mark--\r\n",
        "Content-Type: multipart/form-data; boundary=mark\r\n"
        "Authorization: Bearer xoxb-sandbox-token-0001\r\n");
    CHECK(json::parse(body_of(wire.receive()))["message"]["text"] == "hello");
}
