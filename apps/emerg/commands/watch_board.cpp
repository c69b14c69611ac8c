#include "apps/emerg/commands/watch_board.h"

#include "apps/emerg/board.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <future>
#include <string>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::cases::Event;
using emergency::cases::Pace;

/// A clock that counts seconds must be seen to.
constexpr std::chrono::milliseconds between_drawings{500};
constexpr std::size_t most_news = 50;

/// What a look brought.
struct Seen {
    Result<std::vector<Event>> events;
    std::vector<std::string> complaints = {};
};

/// The board at work: a look is under way beside the keys, which are never waited for.
class BoardWatch {
public:
    BoardWatch(const WatchArguments& options, const Pace& pace, std::unique_ptr<Screen> screen,
               Session& session)
        : options_(options), pace_(pace), screen_(std::move(screen)), session_(session) {
        board_.zone = session.config().user.time_zone;
        board_.has_colour = session.terminal().facts().has_colour && !session.options().no_colour;
        board_.state = "looking";
        if (board_.zone.empty()) {
            board_.zone = "UTC";
        }
    }

    Result<ExitCode> run();

private:
    void begin_look();
    Result<void> end_look();
    void take_in(const Seen& seen);
    void draw();
    bool obey(Key key);
    void follow(const std::vector<std::string>& words);
    std::string state() const;

    const WatchArguments& options_;
    const Pace& pace_;
    std::unique_ptr<Screen> screen_;
    Session& session_;
    Board board_;
    Progress progress_;
    std::future<Seen> looking_;
    emergency::TimePoint next_look_ = {};
    std::string trouble_ = {};  ///< Why the picture is stale.
};

void BoardWatch::begin_look() {
    looking_ = std::async(std::launch::async, [this] {
        Seen seen{.events = look(options_, progress_, session_)};
        if (seen.events) {
            for (const auto& event : *seen.events) {
                for (auto& complaint : pass_on(event, options_, session_)) {
                    seen.complaints.push_back(std::move(complaint));
                }
            }
        }
        return seen;
    });
}

void BoardWatch::take_in(const Seen& seen) {
    const bool is_first = !board_.is_known;
    board_.is_known = true;
    board_.cases = progress_.known.cases;
    std::erase_if(board_.cases,
                  [this](const Case& one) { return progress_.me && !is_mine(one, *progress_.me); });
    for (const auto& event : *seen.events) {
        board_.news.push_front(fmt::format("{}  {:<18}  {}",
                                           emergency::local_text(event.at, board_.zone, "%H:%M"),
                                           told(event), told_case(event)));
    }
    board_.news.resize(std::min(board_.news.size(), most_news));
    if (!seen.events->empty() && !is_first) {
        screen_->ring();
    }
    if (is_first) {
        move_selection(board_, 0);
    } else if (!board_.selected.empty() && selected_case(board_) == nullptr) {
        // A key that is pressed now was meant for it, not for whatever stands there instead.
        board_.said = board_.selected + " is open no longer; choose another";
        board_.selected.clear();
    }
}

/// Fails with what another look would not mend.
Result<void> BoardWatch::end_look() {
    const auto seen = looking_.get();
    const auto failure = seen.events ? std::nullopt : std::optional(seen.events.error());
    if (failure && !emergency::is_outage(*failure)) {
        return *failure;
    }
    how_it_went(failure, progress_, session_);
    trouble_ = failure ? emergency::one_line(failure->message) : "";
    const auto said = screen_->last_said();
    board_.said = emergency::one_line(seen.complaints.empty() ? said : seen.complaints.back());
    if (!failure) {
        take_in(seen);
    }
    next_look_ =
        session_.clock().now() + pause_after(progress_.requests, progress_.declined, pace_);
    return {};
}

std::string BoardWatch::state() const {
    if (!progress_.whole_at) {
        return "no picture yet: " + trouble_;
    }
    const auto age = emergency::brief_duration(board_.now - *progress_.whole_at);
    return trouble_.empty() ? fmt::format("looked {} ago", age)
                            : fmt::format("STALE, looked {} ago: {}", age, trouble_);
}

void BoardWatch::draw() {
    board_.now = session_.clock().now();
    if (!looking_.valid()) {
        board_.state = state();
    }
    screen_->draw(lines_of(board_, session_.config(), screen_->size()));
}

/// Runs a command as if it had been typed, on the screen that was there before.
void BoardWatch::follow(const std::vector<std::string>& words) {
    screen_->leave();
    if (const auto ended = session_.follow(words); !ended) {
        session_.complain(ended.error());
    }
    session_.say("Enter goes back to the board");
    std::string line;
    std::getline(session_.terminal().in(), line);
    screen_->enter();
    next_look_ = session_.clock().now();
}

/// False if it ends the watch.
bool BoardWatch::obey(Key key) {
    const auto* one = selected_case(board_);
    const bool is_busy = looking_.valid();
    switch (key) {
        case Key::up:
        case Key::down:
            move_selection(board_, key == Key::up ? -1 : 1);
            return true;
        case Key::again:
            next_look_ = session_.clock().now();
            return true;
        case Key::next:
        case Key::show:
            if (is_busy) {
                board_.said = "looking; press it again in a moment";
            } else if (one == nullptr) {
                board_.said = "choose a case first: up or down";
            } else {
                const auto id = id_of(*one);
                follow(key == Key::next ? std::vector<std::string>{"next", "--do", id}
                                        : std::vector<std::string>{"show", id});
            }
            return true;
        case Key::quit:
        case Key::signal:
            return false;
        case Key::help:
            board_.said.clear();
            return true;
        default:
            return true;
    }
}

Result<ExitCode> BoardWatch::run() {
    Result<void> went;
    begin_look();
    for (bool goes_on = true; goes_on && went;) {
        if (looking_.valid() &&
            looking_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
            went = end_look();
        }
        if (!looking_.valid() && session_.clock().now() >= next_look_) {
            begin_look();
        }
        draw();
        goes_on = obey(screen_->key(between_drawings));
    }
    screen_.reset();
    return went ? Result<ExitCode>(ExitCode::done) : went.error();
}

}  // namespace

Result<ExitCode> watch_board(const WatchArguments& options, const Pace& pace,
                             std::unique_ptr<Screen> screen, Session& session) {
    return BoardWatch(options, pace, std::move(screen), session).run();
}

}  // namespace emerg
