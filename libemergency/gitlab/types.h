#pragma once

#include <string>
#include <vector>

namespace emergency::gitlab {

/// An issue of the project.
struct Issue {
    long long iid = 0;
    std::string link = {};  ///< web_url
    std::string description = {};
};

/// An issue to be opened.
struct NewIssue {
    std::string title = {};
    std::string description = {};  ///< Markdown; `marker` is put after it.
    std::string marker = {};       ///< What it is found by.
    std::vector<std::string> labels = {};
};

/// Items of an issue's checklist to be ticked: those that hold one of the words.
struct Ticks {
    long long iid = 0;
    std::vector<std::string> words = {};
};

}  // namespace emergency::gitlab
