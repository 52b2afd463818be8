using Microsoft.Extensions.ObjectPool;

namespace Bourse.Api.Http;

/// <summary>
/// Keeps requests for reuse: their parameter and response memory is what a request would otherwise allocate.
/// </summary>
public sealed class ApiRequestPolicy<TRequest> : PooledObjectPolicy<TRequest>
    where TRequest : ApiRequest, new()
{
    public override TRequest Create() => new();

    public override bool Return(TRequest obj)
    {
        obj.Clear();
        return true;
    }
}
