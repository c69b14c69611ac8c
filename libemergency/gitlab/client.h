#pragma once

#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"
#include "libemergency/gitlab/types.h"
#include "libemergency/http/json_api.h"

#include <string>
#include <vector>

namespace emergency::gitlab {

/// The part of GitLab's API v4 that an emergency needs, in one project (api.md 6).
class Client {
public:
    /// `project` is an id or a path ("group/project"), which is encoded here.
    Client(http::Transport& transport, std::string url, const Secret& token, std::string project);

    /// The name of the account that the token belongs to.
    Result<std::string> me() const;
    /// The text of an issue template of the project.
    Result<std::string> issue_template(const std::string& name) const;
    /// The issues whose description holds the marker, the oldest first.
    Result<std::vector<Issue>> issues_with(const std::string& marker) const;

    Result<Issue> issue(long long iid) const;

    /// Never Repeatable: there is no key on the server; the marker tells it from a second one.
    Result<Issue> apply(const NewIssue& issue) const;
    /// The request that `apply` would send.
    http::Shown show(const NewIssue& issue) const;

    /// Reads the description and writes it back with what is ticked, unless it was; gives the issue
    /// as it is then. Repeatable: what is ticked stays ticked.
    Result<Issue> apply(const Ticks& ticks) const;
    /// The request that `apply` would send, the new description apart: it depends on the old one.
    http::Shown show(const Ticks& ticks) const;

private:
    std::string project_;
    http::JsonApi api_;
};

}  // namespace emergency::gitlab
