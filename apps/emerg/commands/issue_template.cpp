#include "apps/emerg/commands/issue_template.h"

namespace emerg {

using emergency::procedure::Runbook;

Result<Runbook> issue_template(const std::string& name, Session& session) {
    const auto gitlab = session.hurried_gitlab();
    if (!gitlab) {
        return gitlab.error();
    }
    if (name.empty()) {
        return Runbook();
    }
    const auto text = (*gitlab)->issue_template(name);
    if (text) {
        return Runbook{.text = *text};
    }
    const auto& why = text.error();
    return emergency::is_outage(why) ? Runbook{.postponed = why.message}
                                     : Runbook{.remark = why.message};
}

}  // namespace emerg
