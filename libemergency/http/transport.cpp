#include "libemergency/http/transport.h"

namespace emergency::http {

const char* verb(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::remove:
            return "DELETE";
    }
    return "GET";
}

}  // namespace emergency::http
