#include "libemergency/zendesk/client.h"
#include "tests/zendesk/client_on.h"

#include <nlohmann/json.hpp>

using emergency::ErrorKind;
using emergency::http::Repeatable;
using emergency::zendesk::NewComment;
using emergency::zendesk::TicketUpdate;
using nlohmann::json;

using namespace zendesk_account;

namespace {

TicketUpdate with_a_picture() {
    NewComment comment{.body = "see", .is_public = false};
    comment.attachments = {{"screen shot.png", "image/png", "\x89PNG"}};
    return {.ticket_id = 42, .comment = comment};
}

}  // namespace

TEST_CASE("a file is uploaded as what it is, repeatably, and the comment names its token") {
    ScriptedTransport network;
    network.expect("POST " + base + "/uploads.json?filename=screen%20shot.png",
                   answer(201, R"({"upload":{"token":"abc"}})"));
    network.expect(
        "PUT " + base + "/tickets/42.json",
        answer(200,
               R"({"ticket":{"id":42,"subject":"s","status":"open","tags":[],)"
               R"("created_at":"2026-03-10T04:00:00Z","updated_at":"2026-03-10T04:00:00Z"},)"
               R"("audit":{"id":7,"ticket_id":42,"author_id":1,"events":[],)"
               R"("created_at":"2026-03-10T04:00:00Z","metadata":{"system":{},"custom":{}}}})"));

    CHECK(client_on(network).apply(with_a_picture()));

    CHECK(network.sent[0].headers.at("content-type") == "image/png");
    CHECK(network.sent[0].body == "\x89PNG");
    CHECK(network.sent[0].repeatable == Repeatable::yes);
    CHECK(network.sent[1].headers.at("content-type") == "application/json");
    CHECK(network.sent[1].repeatable == Repeatable::no);
    const auto comment = json::parse(network.sent[1].body).at("ticket").at("comment");
    CHECK(comment.at("uploads") == json::array({"abc"}));
    CHECK(comment.at("public") == false);
}

TEST_CASE("no comment is written when the upload is refused, or names no token") {
    ScriptedTransport network;
    network.expect("POST " + base + "/uploads.json?filename=screen%20shot.png",
                   answer(413, R"({"error":"AttachmentTooLarge"})"));
    CHECK(client_on(network).apply(with_a_picture()).error().kind == ErrorKind::rejected);

    network.expect("POST " + base + "/uploads.json?filename=screen%20shot.png",
                   answer(201, R"({"upload":{}})"));
    CHECK(client_on(network).apply(with_a_picture()).error().kind == ErrorKind::failed_there);
}

TEST_CASE("a dry run shows which file a comment has, and not its bytes") {
    ScriptedTransport network;
    const auto shown = client_on(network).show(with_a_picture());
    CHECK_THAT(shown.body, Catch::Contains("token of screen shot.png"));
    CHECK_THAT(shown.body, !Catch::Contains("\x89PNG"));
}

TEST_CASE("a macro is found by its exact title, and filled in by Zendesk for the ticket") {
    ScriptedTransport network;
    network.expect("GET " + base + "/macros/search.json?query=Call%20completed%20-%20Summary",
                   answer(200, R"({"macros":[{"id":1,"title":"Call completed"},
                                             {"id":2,"title":"Call completed - Summary"}]})"));
    network.expect(
        "GET " + base + "/tickets/42/macros/2/apply.json",
        answer(200,
               R"({"result":{"ticket":{"id":42,"comment":{"body":"Hello Dora"},"priority":"high",
                        "status":"pending","tags":["a","b"],"ticket_form_id":7,"custom_fields":[
                        {"id":11,"value":"gitaly"},{"id":12,"value":["x","y"]},{"id":13,"value":null}]}}})"));

    const auto macro = client_on(network).macro_on(42, "Call completed - Summary");
    REQUIRE(macro);
    CHECK(macro->comment == "Hello Dora");
    CHECK(macro->priority == "high");
    CHECK(macro->status == "pending");
    CHECK(macro->tags == std::vector<std::string>{"a", "b"});
    CHECK(macro->form_id == 7);
    CHECK(macro->fields == std::map<emergency::zendesk::Id, std::string>{{11, "gitaly"}});
}

TEST_CASE("a macro that is not there, or writes nothing, is told") {
    ScriptedTransport network;
    network.expect("GET " + base + "/macros/search.json?query=call%20completed",
                   answer(200, R"({"macros":[{"id":1,"title":"Call completed"}]})"));
    CHECK(client_on(network).macro_on(42, "call completed").error().kind == ErrorKind::not_found);

    network.expect("GET " + base + "/macros/search.json?query=Call%20completed",
                   answer(200, R"({"macros":[{"id":1,"title":"Call completed"}]})"));
    network.expect("GET " + base + "/tickets/42/macros/1/apply.json",
                   answer(200, R"({"result":{"ticket":{"id":42}}})"));
    CHECK(client_on(network).macro_on(42, "Call completed").error().kind == ErrorKind::not_found);
}

TEST_CASE("the files of comments are read with what Zendesk's scan says of them") {
    ScriptedTransport network;
    network.expect("GET " + base + "/tickets/42/comments.json?include_inline_images=true",
                   answer(200, R"({"comments":[
        {"id":2,"created_at":"2026-03-10T04:00:00Z","public":false,"attachments":[
            {"id":8,"file_name":"b.exe","content_url":"https://x/b","size":5,
             "malware_scan_result":"malware_found","malware_access_override":true}]},
        {"id":1,"created_at":"2026-03-10T04:00:00Z","public":true,"attachments":[
            {"id":7,"file_name":null,"content_url":"https://x/a","size":-1,"deleted":true},
            {"file_name":"of no id"}]}]})"));
    const auto comments = client_on(network).comments_with_files(42);
    REQUIRE(comments);
    REQUIRE(comments->front().files.size() == 1);
    CHECK(comments->front().files.front().is_deleted);
    CHECK(comments->front().files.front().size == 0);
    const auto& other = comments->back().files.front();
    CHECK(other.name == "b.exe");
    CHECK(other.is_malware);
    CHECK(other.is_let_through);
}

TEST_CASE("a file that Zendesk does not give is an error that names no address") {
    ScriptedTransport network;
    network.expect("GET https://acme.zendesk.com/attachments/token/secret/", answer(404));
    const auto refused = client_on(network).download(
        {.id = 7, .url = "https://acme.zendesk.com/attachments/token/secret/"},
        [](std::size_t, std::string_view) { return true; });
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::not_found);
    CHECK_THAT(refused.error().message, !Catch::Contains("secret"));
}
