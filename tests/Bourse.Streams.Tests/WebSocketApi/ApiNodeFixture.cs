namespace Bourse.Streams.Tests.WebSocketApi;

/// <summary>One node for all tests of a class.</summary>
public sealed class ApiNodeFixture : IAsyncLifetime
{
    internal ApiNode Node { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Node = await ApiNode.StartAsync();

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
