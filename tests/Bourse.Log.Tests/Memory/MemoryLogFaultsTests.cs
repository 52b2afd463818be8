using Bourse.Log.Contract;
using Bourse.Log.Memory;

namespace Bourse.Log.Tests.Memory;

public sealed class MemoryLogFaultsTests : IAsyncDisposable
{
    private readonly MemoryLog _log = new(new ManualTime());

    [Fact]
    public async Task An_unknown_outcome_may_have_left_nothing()
    {
        _log.Faults.Next(AppendFault.UnknownNotWritten);

        await Assert.ThrowsAsync<LogUnavailableException>(async () => await _log.AppendAsync(new BatchId(1, 1), Sample.Payload(1)));

        Assert.Empty(await Sample.ReadAllAsync(_log, 0));
        Assert.Equal(1, (await _log.AppendAsync(new BatchId(1, 1), Sample.Payload(1))).Sequence);
    }

    [Fact]
    public async Task An_unknown_outcome_may_have_left_the_entry()
    {
        _log.Faults.Next(AppendFault.UnknownWritten);

        await Assert.ThrowsAsync<LogUnavailableException>(async () => await _log.AppendAsync(new BatchId(1, 1), Sample.Payload(1)));

        Assert.Single(await Sample.ReadAllAsync(_log, 0));
        Assert.Equal(1, (await _log.AppendAsync(new BatchId(1, 1), Sample.Payload(1))).Sequence);
        Assert.Single(await Sample.ReadAllAsync(_log, 0));
    }

    [Fact]
    public async Task A_held_append_is_not_durable_until_it_is_released()
    {
        _log.Faults.Hold();
        Task<LogPosition> append = _log.AppendAsync(new BatchId(1, 1), Sample.Payload(1)).AsTask();
        Assert.Empty(await Sample.ReadAllAsync(_log, 0));

        _log.Faults.Release();

        Assert.Equal(1, (await append.WaitAsync(Sample.Patience, TestContext.Current.CancellationToken)).Sequence);
    }

    [Fact]
    public async Task A_failed_storage_stays_failed()
    {
        _log.Faults.Next(AppendFault.StorageFailed);

        for (int i = 0; i < 2; i++)
            await Assert.ThrowsAsync<LogFailedException>(async () => await _log.AppendAsync(new BatchId(1, 1), Sample.Payload(1)));
    }

    public ValueTask DisposeAsync() => _log.DisposeAsync();
}
