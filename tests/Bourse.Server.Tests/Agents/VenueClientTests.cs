using Bourse.Agents;

namespace Bourse.Server.Tests.Agents;

public sealed class VenueClientTests
{
    // rest-api.md, "Signed Endpoint Examples for POST /api/v3/order", HMAC keys: the example's key, parameters and
    // signature.
    [Fact]
    public void A_signature_is_that_of_the_specifications_example() => Assert.Equal(
        "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
        VenueClient.Sign(
            "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559",
            "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"));
}
