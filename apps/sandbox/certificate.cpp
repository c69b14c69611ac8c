#include "apps/sandbox/certificate.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <utility>
#include <vector>

namespace sandbox {
namespace {

using Extensions = std::vector<std::pair<int, const char*>>;

struct Issuer {
    X509* certificate = nullptr;
    EVP_PKEY* key = nullptr;
};

PrivateKey make_key() {
    return {EVP_EC_gen("P-256"), EVP_PKEY_free};
}

void give_name(X509* certificate, const char* name) {
    // OpenSSL takes text as unsigned bytes.
    const auto* bytes = reinterpret_cast<const unsigned char*>(name);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, bytes, -1,
                               -1, 0);
}

bool give_extensions(X509* certificate, X509* issuer, const Extensions& extensions) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    for (const auto& [kind, value] : extensions) {
        const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension(
            X509V3_EXT_conf_nid(nullptr, &context, kind, value), X509_EXTENSION_free);
        if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) {
            return false;
        }
    }
    return true;
}

void give_serial(X509* certificate) {
    long serial = 0;
    std::vector<unsigned char> bytes(7);
    RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
    for (const auto byte : bytes) {
        serial = serial * 256 + byte;
    }
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial + 1);
}

CertificatePointer sign(EVP_PKEY* key, const char* name, Issuer issuer,
                        const Extensions& extensions) {
    constexpr long a_day = 24L * 3600;
    CertificatePointer made(X509_new(), X509_free);
    X509* certificate = made.get();
    X509* signer = issuer.certificate != nullptr ? issuer.certificate : certificate;
    X509_set_version(certificate, X509_VERSION_3);
    give_serial(certificate);
    give_name(certificate, name);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -a_day);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 30 * a_day);
    X509_set_pubkey(certificate, key);
    X509_set_issuer_name(certificate, X509_get_subject_name(signer));
    const bool is_signed = give_extensions(certificate, signer, extensions) &&
                           X509_sign(certificate, issuer.key, EVP_sha256()) > 0;
    return is_signed ? made : nullptr;
}

std::string pem_of(X509* certificate) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> memory(BIO_new(BIO_s_mem()), BIO_free);
    PEM_write_bio_X509(memory.get(), certificate);
    char* text = nullptr;
    const auto size = BIO_get_mem_data(memory.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

}  // namespace

emergency::Result<Certificate> make_certificate() {
    const auto authority_key = make_key();
    const auto key = make_key();
    const auto authority =
        sign(authority_key.get(), "emerg sandbox authority", {nullptr, authority_key.get()},
             {{NID_basic_constraints, "critical,CA:TRUE"},
              {NID_key_usage, "critical,keyCertSign,cRLSign"},
              {NID_subject_key_identifier, "hash"}});
    const emergency::Error failed{.message = "The sandbox's certificate could not be made"};
    if (!authority) {
        return failed;
    }
    const auto server = sign(key.get(), "localhost", {authority.get(), authority_key.get()},
                             {{NID_basic_constraints, "CA:FALSE"},
                              {NID_key_usage, "critical,digitalSignature"},
                              {NID_ext_key_usage, "serverAuth"},
                              {NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost"},
                              {NID_authority_key_identifier, "keyid"}});
    if (!server) {
        return failed;
    }
    return Certificate{.server = server, .key = key, .authority = pem_of(authority.get())};
}

}  // namespace sandbox
