#include "libemergency/procedure/merge.h"

#include "libemergency/procedure/close.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::MergeInto;

namespace {

constexpr const char* merge_machine = "ana@example.com laptop";
const std::string merge_key = "ZD-400123/unresolved/1/merge";

CaseBuilder before_merge() {
    CaseBuilder builder;
    builder.with_thread().assigned_to(CaseBuilder::ana).after(40min);
    return builder;
}

MergeInto other_ticket_of(CaseBuilder& builder) {
    const auto& source = *builder.value().ticket;
    return {.ticket = {.id = 400200,
                       .subject = "Slow \x1b[2J",
                       .status = "open",
                       .priority = "normal",
                       .requester_id = source.requester_id,
                       .organization_id = source.organization_id},
            .url = "https://acme.zendesk.com/agent/tickets/400200"};
}

Result<procedure::Plan> merged(CaseBuilder& builder, const MergeInto& into) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return procedure::plan_unresolved({builder.value(), config, actor}, {.merge = into});
}

ErrorKind refusal_of(CaseBuilder& builder, const MergeInto& into) {
    const auto plan = merged(builder, into);
    REQUIRE(!plan);
    return plan.error().kind;
}

/// The claim of the merge, as the ticket remembers it.
void claim_merge(CaseBuilder& builder, const char* machine, const std::string& target) {
    builder.audit(merge_key + "/claim/1", machine);
    builder.value().audits.back().custom[procedure::merged_into_name] = target;
}

const procedure::Effect* merge_effect(const procedure::Plan& plan, const std::string& key) {
    for (const auto& effect : plan.effects) {
        if (effect.key == key) {
            return &effect;
        }
    }
    return nullptr;
}

}  // namespace

TEST_CASE("a merge comes after all that is said, behind a claim that names the ticket") {
    auto builder = before_merge();
    const auto plan = merged(builder, other_ticket_of(builder));
    REQUIRE(plan);
    const auto* claim = merge_effect(*plan, merge_key + "/claim/1");
    const auto* merge = merge_effect(*plan, merge_key);
    REQUIRE(claim != nullptr);
    REQUIRE(merge != nullptr);
    CHECK(claim->needs == std::vector<std::string>{"ZD-400123/unresolved/1"});
    CHECK(std::get<zendesk::TicketUpdate>(claim->change).metadata.at(procedure::merged_into_name) ==
          "400200");
    CHECK(merge->needs == std::vector<std::string>{claim->key});
    const auto& change = std::get<zendesk::Merge>(merge->change);
    CHECK(change.source_id == 400123);
    CHECK(change.target_id == 400200);
    CHECK_FALSE(seen_by_customer(*merge));
    CHECK(merge_effect(*plan, merge_key + "/thread") != nullptr);
}

TEST_CASE("a merge is asked for on its own: it is final, and attachments become visible") {
    auto builder = before_merge();
    const auto plan = merged(builder, other_ticket_of(builder));
    REQUIRE(plan);
    REQUIRE(plan->consent);
    CHECK_THAT(plan->consent->preview, Catch::Contains("final"));
    CHECK_THAT(plan->consent->preview, Catch::Contains("Attachments"));
    CHECK_THAT(plan->consent->preview, !Catch::Contains("\x1b"));
    CHECK(plan->consent->question == "Merge #400123 into #400200, for good?");
}

TEST_CASE("nothing is merged into itself, what is over, an emergency, or somebody else's") {
    auto builder = before_merge();
    const auto good = other_ticket_of(builder);
    auto into = good;
    SECTION("itself") {
        into.ticket.id = 400123;
    }
    SECTION("solved") {
        into.ticket.status = "solved";
    }
    SECTION("closed") {
        into.ticket.status = "closed";
    }
    SECTION("an emergency") {
        into.ticket.priority = "urgent";
    }
    SECTION("once this one is solved") {
        builder.value().ticket->status = "solved";
    }
    SECTION("of another requester") {
        into.ticket.requester_id = 1;
    }
    SECTION("of another organisation") {
        into.ticket.organization_id = 1;
    }
    CHECK(refusal_of(builder, into) == ErrorKind::policy);
}

TEST_CASE("another requester's ticket is merged into where that is said to be right") {
    auto builder = before_merge();
    auto into = other_ticket_of(builder);
    into.ticket.requester_id = 1;
    into.other_requester = true;
    CHECK(merged(builder, into));
}

TEST_CASE("a merge that is somebody's right now is left to them, one of mine is finished") {
    auto builder = before_merge();
    builder.audit("ZD-400123/unresolved/1", merge_machine);
    SECTION("theirs") {
        claim_merge(builder, "bo@example.com desk", "400200");
        const auto plan = merged(builder, other_ticket_of(builder));
        REQUIRE(plan);
        CHECK(merge_effect(*plan, merge_key) == nullptr);
        CHECK_THAT(plan->remarks.back(), Catch::Contains("bo@example.com"));
    }
    SECTION("mine") {
        claim_merge(builder, merge_machine, "400200");
        const auto plan = merged(builder, other_ticket_of(builder));
        REQUIRE(plan);
        REQUIRE(merge_effect(*plan, merge_key) != nullptr);
        CHECK(merge_effect(*plan, merge_key)->proof == procedure::Proof::before_first);
    }
    SECTION("mine, into another") {
        claim_merge(builder, merge_machine, "400201");
        CHECK(refusal_of(builder, other_ticket_of(builder)) == ErrorKind::policy);
    }
}

TEST_CASE("while somebody else tells the customer, they merge as well") {
    auto builder = before_merge();
    builder.audit("ZD-400123/unresolved/1/claim/1", "bo@example.com desk");
    const auto plan = merged(builder, other_ticket_of(builder));
    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK_FALSE(plan->consent);
}

TEST_CASE("what was merged is recognised, and what was closed otherwise is refused") {
    auto builder = before_merge();
    builder.value().ticket->status = "closed";
    SECTION("by another") {
        claim_merge(builder, "bo@example.com desk", "400200");
        const auto plan = merged(builder, other_ticket_of(builder));
        REQUIRE(plan);
        CHECK(plan->effects.empty());
    }
    SECTION("by me: proven first") {
        claim_merge(builder, merge_machine, "400200");
        const auto plan = merged(builder, other_ticket_of(builder));
        REQUIRE(plan);
        CHECK(merge_effect(*plan, merge_key)->proof == procedure::Proof::before_first);
    }
    SECTION("by hand") {
        CHECK(refusal_of(builder, other_ticket_of(builder)) == ErrorKind::policy);
    }
}
