using System.Buffers;
using System.Net;
using System.Text;
using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Orders;

/// <summary>A request that has come as far as its handler, without a server.</summary>
internal static class ParsedRequest
{
    private static readonly ApiEndpoint Endpoint = new("POST", "/", EndpointSecurity.None, _ => 1, _ => default);

    public static ApiRequest Of(string parameters)
    {
        var request = new TestRequest();
        var usage = new AddressUsage(new LimitOptions(), isExempt: true);
        request.Begin(null!, Endpoint, IPAddress.Loopback, usage, nowUs: 0);
        request.Parameters.Load("", new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(parameters)));
        return request;
    }

    public static void AssertError(ApiRequest request, int code, string message)
    {
        Assert.NotNull(request.Parameters.Error);
        Assert.Equal((code, message), (request.Parameters.Error.Code, request.Parameters.Error.Message));
        Assert.Equal(400, request.Parameters.Error.Status);
    }
}
