using Bourse.Api.Http;

namespace Bourse.Api.Tests.Hosting;

/// <summary>A request that nothing brought: the test loads its parameters and reads its answer.</summary>
internal sealed class TestRequest : ApiRequest
{
    public override CancellationToken Aborted => CancellationToken.None;
}
