#include "libemergency/gitlab/checklist.h"

#include <catch2/catch.hpp>

using emergency::gitlab::ticked;

TEST_CASE("open items that hold a word are ticked, whatever their bullet and case") {
    CHECK(ticked("- [ ] Customer contacted", {"customer CONTACTED"}) == "- [x] Customer contacted");
    CHECK(ticked("  * [ ] contacted\n+ [ ] contacted too\n", {"contacted"}) ==
          "  * [x] contacted\n+ [x] contacted too\n");
    CHECK(ticked("- [ ] one\r\n- [ ] two\r\n", {"two"}) == "- [ ] one\r\n- [x] two\r\n");
}

TEST_CASE("what is no open item, or holds no word, stays as it is") {
    const auto same = [](const std::string& text) { CHECK(ticked(text, {"contacted"}) == text); };
    same("contacted");
    same("- contacted");
    same("- [x] contacted");
    same("- [ ]contacted");
    same("-[ ] contacted");
    same("- [ ] somebody else");
    same("");
    CHECK(ticked("- [ ] contacted", {}) == "- [ ] contacted");
}
