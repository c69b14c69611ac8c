#pragma once

#include "libemergency/core/result.h"

#include <openssl/types.h>

#include <memory>
#include <string>

namespace sandbox {

using PrivateKey = std::shared_ptr<EVP_PKEY>;
using CertificatePointer = std::shared_ptr<X509>;

/// A certificate for 127.0.0.1 and localhost, signed by an authority made for it alone.
struct Certificate {
    CertificatePointer server = {};
    PrivateKey key = {};
    std::string authority = {};  ///< PEM: what a client must trust.
};

/// Makes both, with new keys.
emergency::Result<Certificate> make_certificate();

}  // namespace sandbox
