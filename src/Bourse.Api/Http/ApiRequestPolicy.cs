using Microsoft.Extensions.ObjectPool;

namespace Bourse.Api.Http;

/// <summary>
/// Keeps requests for reuse: their parameter and response memory is what a request would otherwise allocate.
/// </summary>
internal sealed class ApiRequestPolicy : PooledObjectPolicy<ApiRequest>
{
    public override ApiRequest Create() => new();

    public override bool Return(ApiRequest obj)
    {
        obj.End();
        return true;
    }
}
