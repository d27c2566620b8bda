"""What tus calls the bytes of a file is what others call them."""

import schemathesis

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
