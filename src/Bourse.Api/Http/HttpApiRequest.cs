using Microsoft.AspNetCore.Http;

namespace Bourse.Api.Http;

/// <summary>A request that came over HTTP.</summary>
internal sealed class HttpApiRequest : ApiRequest
{
    public HttpContext Http { get; set; } = null!;

    /// <summary>Asked for only where something waits or failed: Kestrel makes the token when somebody asks.</summary>
    public override CancellationToken Aborted => Http.RequestAborted;

    public override void Clear()
    {
        base.Clear();
        Http = null!;
    }
}
