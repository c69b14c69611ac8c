#include "libemergency/record/markdown.h"

#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>

#include <sstream>

namespace emergency::record {
namespace {

constexpr std::string_view markup = R"(\`*_[]<>|~&)";
constexpr std::string_view markup_at_the_start = "#+-=";

/// Nothing in an address can end the brackets around it.
std::string address(const std::string& url) {
    auto safe = one_line(url);
    std::erase_if(safe, [](char each) { return each == '<' || each == '>' || each == '\\'; });
    return safe;
}

std::string link_of(const Event& event) {
    return event.url.empty() ? std::string(word(event.origin))
                             : fmt::format("[{}](<{}>)", word(event.origin), address(event.url));
}

std::string quoted(const std::string& text) {
    std::string quote;
    std::istringstream lines(trimmed(printable(text)));
    for (std::string line; std::getline(lines, line);) {
        quote += fmt::format("  > {}  \n", markdown_text(line));
    }
    return quote;
}

}  // namespace

std::string markdown_text(std::string_view text) {
    std::string safe;
    for (const char each : one_line(text)) {
        const bool begins =
            safe.empty() && markup_at_the_start.find(each) != std::string_view::npos;
        if (begins || markup.find(each) != std::string_view::npos) {
            safe += '\\';
        }
        safe += each;
    }
    return safe;
}

std::string markdown_of(const Heading& heading, const std::vector<Event>& events) {
    auto text = fmt::format("# {}\n\n", markdown_text(heading.title));
    if (!heading.customer.empty()) {
        text += fmt::format("{}  \n", markdown_text(heading.customer));
    }
    text +=
        fmt::format("As of {}, times in {}\n", local_text(heading.as_of, heading.zone, "%F %T %Z"),
                    markdown_text(heading.zone));
    std::string day;
    for (const auto& event : events) {
        const auto today = local_text(event.at, heading.zone, "%a %d %b %Y");
        if (today != day) {
            text += fmt::format("\n## {}\n\n", today);
            day = today;
        }
        text += fmt::format("- **{}** {}, {}: {}{}\n", local_text(event.at, heading.zone, "%T %Z"),
                            link_of(event), markdown_text(event.who), markdown_text(event.what),
                            event.is_public ? " (**the customer sees it**)" : "");
        text += quoted(event.text);
    }
    return text;
}

}  // namespace emergency::record
