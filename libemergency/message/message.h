#pragma once

#include "libemergency/config/config.h"
#include "libemergency/core/result.h"

#include <map>
#include <string>
#include <vector>

namespace emergency::message {

/// What a template's variables stand for.
using Values = std::map<std::string, std::string>;

/// Renders mustache. Values are inserted as they are and never read as templates again; a
/// variable without a value renders as nothing, and `{{#name}}…{{/name}}` is shown only if `name`
/// has one. A malformed template fails with `configuration`.
Result<std::string> render(const std::string& text, const Values& values);

/// The names of a template's variables, each once.
std::vector<std::string> variables_in(const std::string& text);

/// Untrusted text (a subject, a name) fit to stand inside a message: one line, no controls,
/// shortened to 200 columns, and `{{` broken so that no later template engine expands it.
std::string quoted(const std::string& text);

/// What a text for customers is checked against.
struct Gate {
    std::vector<RequiredPoint> points = {};
    std::vector<std::string> placeholders = {};  ///< Regular expressions.
    std::vector<std::string> internal = {};      ///< Regular expressions.
    std::vector<std::string> secrets = {};       ///< Regular expressions.
    Values values = {};
};

/// Renders `text` for a customer and refuses (kind `policy`, every fault named in one sentence)
/// what lacks a required point, has a placeholder left in the template's own words (values are not
/// suspected: a customer may be called `{{x}}`), or shows something internal or a secret (which is
/// never repeated); an empty text is
/// refused too. A point's phrase may hold variables: it is rendered, then searched, letter case and
/// white space ignored; a phrase that renders to nothing never matches.
Result<std::string> for_customer(const std::string& text, const Gate& gate);

}  // namespace emergency::message
