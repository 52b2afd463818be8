using Bourse.Log.Contract;

namespace Bourse.Log.Tests.Memory;

public sealed class MemoryLogContractTests : SharedLogContract
{
    protected override LogHarness CreateHarness() => new MemoryLogHarness();
}
