#include "apps/sandbox/certificate.h"

#include <catch2/catch.hpp>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <memory>

namespace {

using Authority = std::unique_ptr<X509, decltype(&X509_free)>;

Authority read(const std::string& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free);
    return {PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr), X509_free};
}

bool is_trusted(X509* certificate, X509* authority) {
    const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(),
                                                                        X509_STORE_free);
    const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(
        X509_STORE_CTX_new(), X509_STORE_CTX_free);
    X509_STORE_add_cert(store.get(), authority);
    X509_STORE_CTX_init(context.get(), store.get(), certificate, nullptr);
    X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER);
    return X509_verify_cert(context.get()) == 1;
}

}  // namespace

TEST_CASE("Certificate: it is for this machine and trusted by its own authority only") {
    const auto made = sandbox::make_certificate();
    const auto other = sandbox::make_certificate();
    REQUIRE(made);
    REQUIRE(other);
    const auto authority = read(made->authority);
    REQUIRE(authority);
    CHECK(is_trusted(made->server.get(), authority.get()));
    CHECK_FALSE(is_trusted(other->server.get(), authority.get()));
    CHECK(X509_check_ip_asc(made->server.get(), "127.0.0.1", 0) == 1);
    CHECK(X509_check_host(made->server.get(), "localhost", 0, 0, nullptr) == 1);
    CHECK(X509_check_host(made->server.get(), "example.com", 0, 0, nullptr) == 0);
}
