#pragma once

#include "libemergency/cases/locate.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/scripted_transport.h"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

/// Holds each request back until all of its round have been sent: what is read one after the other
/// never gets an answer in time, and fails the test.
class InRounds final : public emergency::http::Transport {
public:
    InRounds(emergency::http::Transport& inner, std::vector<std::size_t> sizes)
        : inner_(inner), sizes_(std::move(sizes)) {}
    InRounds(const InRounds&) = delete;
    InRounds& operator=(const InRounds&) = delete;
    InRounds(InRounds&&) = delete;
    InRounds& operator=(InRounds&&) = delete;
    ~InRounds() override {
        CHECK_FALSE(late_);
        CHECK(begun_ == std::accumulate(sizes_.begin(), sizes_.end(), std::size_t{0}));
    }

    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& request) override {
        {
            std::unique_lock lock(mutex_);
            const auto whole = end_of_round(begun_++);
            changed_.notify_all();
            const bool complete =
                changed_.wait_for(lock, std::chrono::seconds(10), [&] { return begun_ >= whole; });
            late_ = late_ || !complete;
        }
        return inner_.send(request);
    }

private:
    std::size_t end_of_round(std::size_t request) const {
        std::size_t end = 0;
        for (const auto size : sizes_) {
            end += size;
            if (request < end) {
                return end;
            }
        }
        return request;
    }

    emergency::http::Transport& inner_;
    std::vector<std::size_t> sizes_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t begun_ = 0;
    bool late_ = false;
};

/// The three services behind one script, and all that finding a case may use.
class Services {
public:
    Services() = default;
    /// Requests must come in rounds of these sizes.
    explicit Services(std::vector<std::size_t> rounds)
        : rounds_(std::make_unique<InRounds>(network, std::move(rounds))) {}

    ScriptedTransport network;

private:
    std::unique_ptr<InRounds> rounds_;
    emergency::http::Transport& line() {
        return rounds_ ? static_cast<emergency::http::Transport&>(*rounds_) : network;
    }
    emergency::Result<emergency::Store> store_ = emergency::Store::in_memory();

public:
    FakeClock clock;
    emergency::Config config = settings();
    emergency::Cache cache{*store_};
    emergency::pagerduty::Client pagerduty{line(), "https://pd", emergency::Secret("t0ken"), ""};
    emergency::zendesk::Client zendesk{line(), "https://acme.zendesk.com",
                                       emergency::Secret("t0ken"), "ana@example.com"};
    emergency::slack::Client slack{line(), "https://slack/api", emergency::Secret("t0ken")};

    emergency::cases::Sources sources() {
        return {pagerduty, zendesk, &slack, config, cache, clock};
    }

    /// A line of the script: "pd/incidents/Q0" is read, once, and answered with `body`.
    void answers(const std::string& url, std::string body) {
        network.expect("GET https://" + url, answer(200, std::move(body)));
    }
    void lacks(const std::string& url) {
        network.expect("GET https://" + url,
                       answer(404, R"({"error":"RecordNotFound","description":"Not found"})"));
    }

    /// The ticket 400123 with its comments and audits.
    void has_ticket(const std::string& audits = "", const std::string& comments = "") {
        const std::string ticket = "acme.zendesk.com/api/v2/tickets/400123";
        answers(ticket + ".json", R"({"ticket":)" + ticket_text(400123) + "}");
        answers(ticket + "/comments.json?include=users", R"({"comments":[)" + comments + "]}");
        answers(ticket + "/audits.json", R"({"audits":[)" + audits + "]}");
    }
    void has_no_ticket(const std::string& id) {
        const auto ticket = "acme.zendesk.com/api/v2/tickets/" + id;
        lacks(ticket + ".json");
    }
    void has_organization() {
        answers("acme.zendesk.com/api/v2/organizations/8001.json",
                R"({"organization":{"id":8001,"name":"Example Corp"}})");
    }
    void has_page(const std::string& id, const std::string& more, const std::string& alerts = "") {
        answers("pd/incidents/" + id + "?include[]=first_trigger_log_entries",
                R"({"incident":)" + page_text("Q0EMERG0000001", more) + "}");
        answers("pd/incidents/" + id + "/alerts?limit=100", R"({"alerts":[)" + alerts + "]}");
    }
    void has_notes(const std::string& id, const std::string& text) {
        answers("pd/incidents/" + id + "/notes", R"({"notes":[{"id":"N1","content":")" + text +
                                                     R"(","created_at":"2026-03-10T04:02:00Z"}]})");
    }
    void lacks_page(const std::string& id) {
        lacks("pd/incidents/" + id + "?include[]=first_trigger_log_entries");
        lacks("pd/incidents/" + id + "/alerts?limit=100");
    }
    void has_pages_by_key(const std::string& pages,
                          const std::string& key = "Zendesk_acme_400123") {
        answers(
            "pd/incidents?statuses[]=triggered&statuses[]=acknowledged&statuses[]=resolved"
            "&incident_key=" +
                key + of_all_time,
            R"({"incidents":[)" + pages + "]}");
    }
    void has_open_pages(const std::string& pages, const std::string& filter = "") {
        answers("pd/incidents?statuses[]=triggered&statuses[]=acknowledged" + filter + of_all_time,
                R"({"incidents":[)" + pages + "]}");
    }

    static std::string ticket_text(int id, const std::string& more = R"("organization_id":8001)") {
        return R"({"id":)" + std::to_string(id) +
               R"(,"subject":"502 for everyone","status":"new","priority":"urgent",
               "created_at":"2026-03-10T03:59:00Z","updated_at":"2026-03-10T03:59:00Z",)" +
               more + "}";
    }
    /// A triggered page; `more` are further fields, which win.
    static std::string page_text(const std::string& id, const std::string& more) {
        return R"({"created_at":"2026-03-10T04:00:00Z","status":"triggered","title":"502 for everyone",)" +
               more + R"(,"id":")" + id + R"("})";
    }

private:
    static constexpr const char* of_all_time =
        "&date_range=all&include[]=first_trigger_log_entries&sort_by=created_at%3Adesc&limit=100";

    static emergency::Config settings() {
        emergency::Config config;
        config.pagerduty.url = "https://pd";
        config.zendesk.url = "https://acme.zendesk.com";
        config.zendesk.email = "ana@example.com";
        config.user.email = "ana@example.com";
        return config;
    }
};
