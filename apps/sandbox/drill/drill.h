#pragma once

#include "libemergency/core/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::drill {

/// Who does something by the script.
enum class Part {
    customer,  ///< Writes into the ticket.
    page,      ///< A further emergency comes.
    accept,    ///< The next engineer accepts the handover.
    help,      ///< A colleague takes the case, answers the customer, and resolves the page.
};

/// What happens by itself, some time after something else happened (`Conduct::moments`).
struct Act {
    std::string name = {};  ///< It has happened under this name; empty: none.
    std::int64_t ticket = 0;
    std::string after = "start";
    std::chrono::milliseconds in{0};
    Part part = Part::customer;
    std::string who = {};   ///< A colleague's address.
    std::string text = {};  ///< What they say.
    std::string page = {};  ///< JSON: see `make_page`.
};

/// What the trainee owes in a case.
struct Duty {
    std::string name = {};
    std::int64_t ticket = 0;
    std::string done = {};  ///< What fulfils it, in the words of `Conduct::moments`.
    std::string from = {};  ///< What its times count from.
    std::optional<std::chrono::milliseconds> within = {};
    std::chrono::milliseconds not_before{0};
    std::string section = {};  ///< Of the procedure.
    std::string why = {};
};

/// An emergency to train on.
struct Drill {
    std::string name = {};
    std::string title = {};
    std::string about = {};
    std::string scenario = "base";
    std::vector<Act> acts = {};
    std::vector<Duty> duties = {};
};

/// A drill that is built in.
struct BuiltInDrill {
    std::string_view name;
    std::string_view text;
};

/// All of them; the build generates the list from `drills/`.
std::span<const BuiltInDrill> built_in_drills();

/// The YAML text of a built-in drill, to begin one's own with; `usage` for an unknown name.
emergency::Result<std::string> drill_text(const std::string& name);

/// Reads a drill by the name of a built-in one or the path of a file.
emergency::Result<Drill> load_drill(const std::string& name_or_path);

/// The same for YAML text; `name` is for errors.
emergency::Result<Drill> drill_from_text(const std::string& text, const std::string& name);

}  // namespace sandbox::drill
