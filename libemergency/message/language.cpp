#include "libemergency/message/language.h"

#include "libemergency/core/text.h"

#include <algorithm>

namespace emergency::message {

Spoken in_language(const MessageTemplate& message, const std::string& wanted) {
    auto language = lower(trimmed(wanted));
    std::replace(language.begin(), language.end(), '_', '-');
    while (!language.empty()) {
        const auto found = message.locales.find(language);
        if (found != message.locales.end()) {
            return {found->second, std::move(language)};
        }
        const auto cut = language.rfind('-');
        language.resize(cut == std::string::npos ? 0 : cut);
    }
    return {message};
}

}  // namespace emergency::message
