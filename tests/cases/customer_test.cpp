#include "libemergency/cases/progress.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>
#include <utility>

using namespace emergency::cases;
using emergency::Config;
using emergency::zendesk::Organization;

TEST_CASE("the owner is the assignee, else who acknowledged last, else nobody") {
    CaseBuilder builder;
    CHECK(owner_of(builder.value()).empty());
    builder.acknowledged_by("PANA001", "Ana Ortiz").acknowledged_by("PBO0001", "Bo Lind");
    CHECK(owner_of(builder.value()) == "Bo Lind");
    builder.assigned_to(CaseBuilder::ana);
    CHECK(owner_of(builder.value()) == "Ana Ortiz");
}

TEST_CASE("the customer is the organisation, else the requester, else unknown") {
    CaseBuilder builder;
    CHECK(customer_of(builder.value()) == "Dora Ek");
    builder.value().organization = Organization{.id = 8001, .name = "Example Corp"};
    CHECK(customer_of(builder.value()) == "Example Corp");
    builder.value().organization.reset();
    builder.value().conversation.people.clear();
    CHECK(customer_of(builder.value()).empty());
}

TEST_CASE("the account manager is who the first field that names a person names") {
    Config config;
    config.customer.account_manager_fields = {"tam", "csm"};
    config.customer.nobody = {"TAM Scale"};
    CaseBuilder builder;
    const auto manager = [&](std::map<std::string, std::string> fields) {
        builder.value().organization = Organization{.id = 8001, .fields = std::move(fields)};
        return account_manager_of(builder.value(), config);
    };

    CHECK(manager({{"tam", "tam@example.com"}, {"csm", "csm@example.com"}}).value ==
          "tam@example.com");
    CHECK(manager({{"tam", " "}, {"csm", "csm@example.com"}}).field == "csm");
    CHECK(manager({{"tam", "tam scale"}, {"csm", "csm@example.com"}}).value == "csm@example.com");
    CHECK(manager({{"tam", "tam scale"}}).value.empty());
    CHECK(manager({{"tam", "tam scale"}}).field == "tam");
    CHECK(manager({{"other", "x"}}).field.empty());
    builder.value().organization.reset();
    CHECK(account_manager_of(builder.value(), config).field.empty());
}

TEST_CASE("the channel is that of the first rule whose every condition holds") {
    Config config;
    config.channels = {{.channel = "#form_and_tag", .cases = {.forms = {1}, .tags = {"saas"}}},
                       {.channel = "#tag", .cases = {.tags = {"gov", "self_managed"}}},
                       {.channel = "#organisation", .cases = {.organisations = {"Example Corp"}}},
                       {.channel = "#field", .cases = {.fields = {{"360001", "x"}}}},
                       {.channel = "#everybody"}};
    CaseBuilder builder;
    auto& one = builder.value();
    CHECK(channel_of(one, config) == "#everybody");

    one.ticket->fields = {{360001, "x"}};
    CHECK(channel_of(one, config) == "#field");
    one.organization = Organization{.id = 8001, .name = "Example Corp"};
    CHECK(channel_of(one, config) == "#organisation");
    one.organization->tags = {"self_managed"};
    CHECK(channel_of(one, config) == "#tag");
    one.ticket->tags = {"saas"};
    CHECK(channel_of(one, config) == "#tag");
    one.ticket->form_id = 1;
    CHECK(channel_of(one, config) == "#form_and_tag");
}

TEST_CASE("without a ticket only a rule without conditions holds, and without rules none") {
    Config config;
    CaseBuilder builder;
    builder.without_ticket();
    CHECK(channel_of(builder.value(), config).empty());

    config.channels = {{.channel = "#tag", .cases = {.tags = {"gov"}}}};
    CHECK(channel_of(builder.value(), config).empty());
    config.channels.push_back({.channel = "#everybody"});
    CHECK(channel_of(builder.value(), config) == "#everybody");
}
