using Bourse.Log.Contract;

namespace Bourse.Log.Tests.Memory;

public sealed class MemoryLogDamageTests : SharedLogDamageContract
{
    protected override LogHarness CreateHarness() => new MemoryLogHarness();
}
