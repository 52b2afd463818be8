namespace Bourse.Log.Contract;

/// <summary>What every log promises about damage and snapshots.</summary>
public abstract class SharedLogDamageContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract LogHarness CreateHarness();

    [Fact]
    public async Task A_flipped_bit_is_reported_with_its_entry_and_nothing_after_it_is_read()
    {
        await using LogHarness harness = CreateHarness();
        await FillAsync(harness, 10);
        await harness.FlipEntryAsync(4);

        await AssertDamagedAtAsync(harness, 4);
    }

    [Fact]
    public async Task A_missing_entry_is_reported_with_its_number()
    {
        await using LogHarness harness = CreateHarness();
        await FillAsync(harness, 10);
        await harness.LoseEntryAsync(6);

        await AssertDamagedAtAsync(harness, 6);
    }

    [Fact]
    public async Task Entries_in_each_others_place_are_reported()
    {
        await using LogHarness harness = CreateHarness();
        await FillAsync(harness, 10);
        await harness.SwapEntriesAsync(3, 8);

        await AssertDamagedAtAsync(harness, 3);
    }

    [Fact]
    public async Task A_snapshot_is_loaded_as_it_was_saved()
    {
        await using LogHarness harness = CreateHarness();
        LogSnapshot saved = Sample.Snapshot(5, size: 10_000_001);
        await using (ISharedLog log = await harness.OpenAsync())
        {
            await Sample.AppendAsync(log, 6);
            await log.SaveSnapshotAsync(saved, Cancellation);
            Sample.AssertSame(saved, await log.LoadSnapshotAsync(long.MaxValue, Cancellation));
        }

        await using ISharedLog again = await harness.OpenAsync();
        Sample.AssertSame(saved, await again.LoadSnapshotAsync(5, Cancellation));
        Assert.Null(await again.LoadSnapshotAsync(4, Cancellation));
    }

    [Fact]
    public async Task The_newest_three_snapshots_stay()
    {
        await using LogHarness harness = CreateHarness();
        await FillAsync(harness, 10, snapshots: [2, 4, 6, 8]);
        await using ISharedLog log = await harness.OpenAsync();

        Assert.Equal(8, (await log.LoadSnapshotAsync(long.MaxValue, Cancellation))!.Sequence);
        Assert.Equal(6, (await log.LoadSnapshotAsync(7, Cancellation))!.Sequence);
        Assert.Equal(4, (await log.LoadSnapshotAsync(5, Cancellation))!.Sequence);
        Assert.Equal([8L, 6L, 4L], (await log.CheckSnapshotsAsync(Cancellation)).Select(check => check.Sequence).Take(3));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_reported_and_the_one_before_is_used()
    {
        await using LogHarness harness = CreateHarness();
        await FillAsync(harness, 10, snapshots: [3, 9]);
        await harness.FlipSnapshotAsync(9);
        await using ISharedLog log = await harness.OpenAsync();

        Sample.AssertSame(Sample.Snapshot(3), await log.LoadSnapshotAsync(long.MaxValue, Cancellation));
        IReadOnlyList<SnapshotCheck> checks = await log.CheckSnapshotsAsync(Cancellation);
        Assert.Contains("9", checks[0].Damage, StringComparison.Ordinal);
        Assert.Null(checks[1].Damage);
    }

    [Fact]
    public async Task With_every_snapshot_damaged_there_is_none()
    {
        await using LogHarness harness = CreateHarness();
        await FillAsync(harness, 10, snapshots: [3, 9]);
        await harness.FlipSnapshotAsync(3);
        await harness.FlipSnapshotAsync(9);
        await using ISharedLog log = await harness.OpenAsync();

        Assert.Null(await log.LoadSnapshotAsync(long.MaxValue, Cancellation));
    }

    private static async Task FillAsync(LogHarness harness, int count, params long[] snapshots)
    {
        await using ISharedLog log = await harness.OpenAsync();
        await Sample.AppendAsync(log, count);
        foreach (long sequence in snapshots) await log.SaveSnapshotAsync(Sample.Snapshot(sequence), Cancellation);
    }

    private static async Task AssertDamagedAtAsync(LogHarness harness, long sequence)
    {
        await using ISharedLog log = await harness.OpenAsync();
        await using ILogReader reader = log.OpenReader(0);
        for (long number = 1; number < sequence; number++)
        {
            Assert.True(reader.TryRead(out LogEntry entry));
            Sample.AssertSample(number, entry);
        }
        for (int attempt = 0; attempt < 2; attempt++)
        {
            var damage = Assert.Throws<LogDamagedException>(() => reader.TryRead(out _));
            Assert.Contains($"entry {sequence} ", damage.Message, StringComparison.Ordinal);
        }
    }
}
