#include "tests/simulation/story.h"

#include "tests/simulation/scene.h"

#include <algorithm>
#include <array>
#include <utility>

namespace simulation {
namespace {

using namespace std::chrono_literals;

/// The customer says something, if at all, before one of the first so many requests.
constexpr std::size_t requests_of_a_story = 160;
constexpr std::size_t requests_of_a_brief_story = 40;

bool is_note(Verb verb) {
    return verb == Verb::thread_note || verb == Verb::ticket_note;
}

emergency::cases::Reference reference(Draw& draw) {
    if (draw.below(3) == 0) {
        return emergency::cases::TicketId{the_ticket};
    }
    return emergency::cases::IncidentId{std::string(the_page)};
}

/// Writes down what one role does, at its own pace.
class Pen {
public:
    Pen(Draw& draw, Role& role) : draw_(draw), role_(role) {
        constexpr std::array<milliseconds, 4> paces{1s, 10s, 2min, 9min};
        longest_pause_ = paces[draw.below(paces.size())];
    }

    void add(Verb verb, std::string text = {}) {
        role_.chores.push_back({.verb = verb,
                                .pause = draw_.span(0ms, longest_pause_),
                                .text = std::move(text),
                                .reference = reference(draw_)});
    }
    /// Perhaps.
    void add_maybe(Verb verb, std::size_t per_mille, const std::string& text = {}) {
        if (draw_.per_mille(per_mille)) {
            add(verb, text);
        }
    }
    /// The next chore comes later than others do.
    void wait_before_last(milliseconds least, milliseconds most) {
        role_.chores.back().pause += draw_.span(least, most);
    }

private:
    Draw& draw_;
    Role& role_;
    milliseconds longest_pause_{0};
};

Role first_engineer(Draw& draw) {
    Role role{.name = "ana", .engineer = 0, .machine = 0, .begins = draw.span(0ms, 30s)};
    Pen pen(draw, role);
    pen.add(Verb::ack);
    pen.add_maybe(Verb::thread_note, 200, "I look at the load balancer first");
    pen.add(Verb::contact);
    pen.add_maybe(Verb::ticket_note, 300, "The load balancer is fine; the database is not");
    pen.add(Verb::resolve);
    if (draw.per_mille(350)) {
        pen.add(Verb::followup);
        pen.wait_before_last(14min, 18min);
    }
    pen.add_maybe(Verb::handoff, 250);
    return role;
}

Role second_engineer(Draw& draw) {
    Role role{.name = "bo", .engineer = 1, .machine = 1, .begins = draw.span(0ms, 30s)};
    Pen pen(draw, role);
    pen.add_maybe(Verb::ack, 600);
    pen.add_maybe(Verb::take, 150);
    pen.add_maybe(Verb::contact, 600);
    pen.add_maybe(Verb::ticket_note, 300, "Bo was here too and saw nothing odd");
    pen.add_maybe(Verb::resolve, 400);
    if (draw.per_mille(300)) {
        pen.add(Verb::followup);
        pen.wait_before_last(14min, 18min);
    }
    return role;
}

/// The same commands at the same pace, from another machine and begun within a second or two: the
/// second of a stamp, in which safe_update refuses nothing, belongs to both.
Role shadow(Draw& draw, Role role) {
    role.engineer = draw.below(2);
    role.name = role.engineer == 0 ? "ana's other machine" : "bo";
    role.machine = 1;
    role.begins += draw.span(0ms, 2s);
    return role;
}

/// `followup` every few minutes for one of the engineers, on her laptop or on a server.
Role cron(Draw& draw) {
    Role role{.name = "cron",
              .engineer = 0,
              .machine = draw.below(2) == 0 ? 0U : 2U,
              .begins = draw.span(10min, 20min)};
    Pen pen(draw, role);
    for (auto left = 1 + draw.below(3); left > 0; --left) {
        pen.add(Verb::followup);
        pen.wait_before_last(2min, 6min);
    }
    return role;
}

/// One or two steps, and often the same ones from another machine at the same moment.
Story brief_story(Draw& draw) {
    using Verbs = std::vector<Verb>;
    const std::array<Verbs, 7> beginnings{Verbs{Verb::ack},
                                          Verbs{Verb::contact},
                                          Verbs{Verb::ack, Verb::contact},
                                          Verbs{Verb::contact, Verb::resolve},
                                          Verbs{Verb::ack, Verb::handoff},
                                          Verbs{Verb::ack, Verb::thread_note},
                                          Verbs{Verb::ticket_note}};
    Role role{.name = "ana", .engineer = 0, .machine = 0};
    Pen pen(draw, role);
    for (const auto verb : beginnings[draw.below(beginnings.size())]) {
        pen.add(verb, is_note(verb) ? "The database is slow" : "");
    }
    Story story{.roles = {role}};
    if (draw.per_mille(650)) {
        story.roles.push_back(shadow(draw, role));
    }
    if (draw.per_mille(300)) {
        story.customer_writes_at.insert(1 + draw.below(requests_of_a_brief_story));
    }
    return story;
}

Story whole_story(Draw& draw) {
    Story story{.roles = {first_engineer(draw)}};
    if (draw.per_mille(150)) {
        story.roles.push_back(shadow(draw, story.roles.front()));
    } else if (draw.per_mille(700)) {
        story.roles.push_back(second_engineer(draw));
    }
    if (draw.per_mille(600)) {
        story.roles.push_back(cron(draw));
    }
    for (auto left = draw.below(3); left > 0; --left) {
        story.customer_writes_at.insert(1 + draw.below(requests_of_a_story));
    }
    return story;
}

}  // namespace

Story drawn_story(Draw& draw, Length length) {
    return length == Length::brief ? brief_story(draw) : whole_story(draw);
}

bool has_chore(const Story& story, Verb verb) {
    return std::ranges::any_of(story.roles, [&](const Role& role) {
        return std::ranges::any_of(role.chores,
                                   [&](const Chore& chore) { return chore.verb == verb; });
    });
}

}  // namespace simulation
