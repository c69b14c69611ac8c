#include "apps/emerg/commands/files.h"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>

using emerg::type_of;
using namespace std::string_view_literals;

TEST_CASE("a file is what its bytes say") {
    CHECK(type_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"sv) == "image/png");
    CHECK(type_of("\xff\xd8\xff\xe0\0\x10JFIF"sv) == "image/jpeg");
    CHECK(type_of("GIF89a\1\0\1\0"sv) == "image/gif");
    CHECK(type_of("RIFF\1\0\0\0WEBPVP8 "sv) == "image/webp");
    CHECK(type_of("%PDF-1.7\n\xe2\xe3\xcf\xd3\n"sv) == "application/pdf");
    CHECK(type_of("PK\3\4\0\0"sv) == "application/zip");
    CHECK(type_of("\x7f"
                  "ELF\2\1\1\0"sv) == "application/octet-stream");
}

TEST_CASE("text is text, whatever its language and even if it begins like a picture") {
    CHECK(type_of("BMW and 502\n") == "text/plain");
    CHECK(type_of("Störung: 再発\r\n\ttab\n") == "text/plain");
    CHECK(type_of("\x1b[31mred\x1b[0m\n") == "text/plain");
    std::string cut(4095, 'a');
    cut += "é and more";
    CHECK(type_of(cut) == "text/plain");
}
