namespace Bourse.Log.Contract;

/// <summary>What every log promises. A class that derives from this gives the implementation; the facts come along.</summary>
public abstract class SharedLogContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract LogHarness CreateHarness();

    [Fact]
    public async Task A_new_log_is_empty()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        await using ILogReader reader = log.OpenReader(0);

        Assert.Equal(0, await log.HeadAsync(Cancellation));
        Assert.False(reader.TryRead(out _));
        Assert.Null(await log.LoadSnapshotAsync(long.MaxValue, Cancellation));
        Assert.Empty(await log.CheckSnapshotsAsync(Cancellation));
    }

    [Fact]
    public async Task Batches_stand_in_the_log_one_after_another_from_1()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();

        for (int number = 1; number <= 5; number++)
        {
            LogPosition position = await log.AppendAsync(new BatchId(7, number), Sample.Payload(number));
            Assert.Equal(number, position.Sequence);
            Assert.Equal(number, await log.HeadAsync(Cancellation));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(1_000_000)]
    public async Task An_entry_is_read_as_it_was_appended(int size)
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        byte[] payload = Sample.Payload(3, size);

        LogPosition position = await log.AppendAsync(new BatchId(long.MinValue, long.MaxValue), payload);

        await using ILogReader reader = log.OpenReader(0);
        Assert.True(reader.TryRead(out LogEntry entry));
        Assert.Equal((1, position.AtUs), (entry.Sequence, entry.AtUs));
        Assert.Equal(new BatchId(long.MinValue, long.MaxValue), entry.Batch);
        Assert.Equal(payload, entry.Payload.ToArray());
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public async Task The_callers_buffer_is_free_once_an_append_has_completed()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        byte[] buffer = Sample.Payload(1);

        await log.AppendAsync(new BatchId(1, 1), buffer);
        Array.Clear(buffer);

        Assert.Equal(Sample.Payload(1), (await Sample.ReadAllAsync(log, 0)).Single().Payload.ToArray());
    }

    [Fact]
    public async Task A_batch_that_already_stands_in_the_log_is_found_and_not_written_again()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        LogPosition first = await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1));
        await log.AppendAsync(new BatchId(1, 2), Sample.Payload(2));
        harness.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(first, await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1)));
        Assert.Equal(2, await log.HeadAsync(Cancellation));
        Assert.Equal(2, (await Sample.ReadAllAsync(log, 0)).Count);
    }

    [Fact]
    public async Task A_batch_of_a_former_life_is_found()
    {
        await using LogHarness harness = CreateHarness();
        LogPosition first;
        await using (ISharedLog log = await harness.OpenAsync())
        {
            first = await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1));
        }

        await using ISharedLog again = await harness.OpenAsync();
        Assert.Equal(first, await again.AppendAsync(new BatchId(1, 1), Sample.Payload(1)));
        Assert.Equal(1, await again.HeadAsync(Cancellation));
    }

    [Fact]
    public async Task The_same_number_of_another_node_is_another_batch()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();

        Assert.Equal(1, (await log.AppendAsync(new BatchId(1, 9), Sample.Payload(1))).Sequence);
        Assert.Equal(2, (await log.AppendAsync(new BatchId(2, 9), Sample.Payload(1))).Sequence);
    }

    [Fact]
    public async Task An_entrys_time_is_the_logs_and_never_goes_back()
    {
        await using LogHarness harness = CreateHarness();
        long before = harness.NowUs;
        LogPosition first;
        await using (ISharedLog log = await harness.OpenAsync())
        {
            first = await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1));
            await harness.JumpAsync(TimeSpan.FromHours(-1));
            Assert.True((await log.AppendAsync(new BatchId(1, 2), Sample.Payload(2))).AtUs >= first.AtUs);
        }
        await using ISharedLog again = await harness.OpenAsync();

        Assert.True(first.AtUs >= before);
        Assert.True((await again.AppendAsync(new BatchId(1, 3), Sample.Payload(3))).AtUs >= first.AtUs);
        long[] times = [.. (await Sample.ReadAllAsync(again, 0)).Select(entry => entry.AtUs)];
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public async Task A_log_that_is_opened_again_goes_on_where_it_ended()
    {
        await using LogHarness harness = CreateHarness();
        await using (ISharedLog log = await harness.OpenAsync()) await Sample.AppendAsync(log, 10);

        await using ISharedLog again = await harness.OpenAsync();
        Assert.Equal(10, await again.HeadAsync(Cancellation));
        Assert.Equal(11, (await again.AppendAsync(new BatchId(5, 1), Sample.Payload(11))).Sequence);
        Sample.AssertSamples(await Sample.ReadAllAsync(again, 0), 1, 11);
    }

    [Fact]
    public async Task A_reader_begins_after_the_number_it_is_given()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        await Sample.AppendAsync(log, 20);

        Sample.AssertSamples(await Sample.ReadAllAsync(log, 13), 14, 20);
        Assert.Empty(await Sample.ReadAllAsync(log, 20));
    }

    [Fact]
    public async Task What_is_acknowledged_can_be_read_at_once()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        await using ILogReader reader = log.OpenReader(0);
        for (int number = 1; number <= 50; number++)
        {
            await log.AppendAsync(new BatchId(1, number), Sample.Payload(number));
            Assert.True(reader.TryRead(out LogEntry entry));
            Assert.Equal(number, entry.Sequence);
        }
    }

    [Fact]
    public async Task A_waiting_reader_wakes_up_when_an_entry_comes()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        await using ILogReader reader = log.OpenReader(0);
        Task wait = reader.WaitToReadAsync(Cancellation).AsTask();
        Assert.False(wait.IsCompleted);

        await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1));

        await wait.WaitAsync(Sample.Patience, Cancellation);
        Assert.True(reader.TryRead(out _));
    }

    [Fact]
    public async Task A_wait_can_be_given_up_and_begun_again()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        await using ILogReader reader = log.OpenReader(0);
        using var giveUp = new CancellationTokenSource();
        Task wait = reader.WaitToReadAsync(giveUp.Token).AsTask();

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(Sample.Patience, Cancellation));

        Task second = reader.WaitToReadAsync(Cancellation).AsTask();
        await log.AppendAsync(new BatchId(1, 1), Sample.Payload(1));
        await second.WaitAsync(Sample.Patience, Cancellation);
        Assert.True(reader.TryRead(out _));
    }

    [Fact]
    public async Task A_reader_far_behind_gets_every_entry()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        await using ILogReader reader = log.OpenReader(0);
        await Sample.AppendAsync(log, 300);

        for (int number = 1; number <= 300; number++)
        {
            Assert.True(reader.TryRead(out LogEntry entry));
            Sample.AssertSample(number, entry);
        }
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public async Task Nodes_that_append_at_once_each_get_a_place_of_their_own()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        LogPosition[][] positions = await Task.WhenAll(Enumerable.Range(1, 8).Select(node => Task.Run(() => AppendAsync(log, node, 50))));

        List<LogEntry> entries = await Sample.ReadAllAsync(log, 0);
        Assert.Equal(Enumerable.Range(1, 400).Select(n => (long)n), entries.Select(e => e.Sequence));
        Assert.Equal(400, entries.Select(e => e.Batch).Distinct().Count());
        for (int node = 1; node <= 8; node++)
        {
            Assert.Equal(
                positions[node - 1].Select(p => p.Sequence),
                entries.Where(e => e.Batch.Node == node).OrderBy(e => e.Batch.Number).Select(e => e.Sequence));
        }
    }

    [Fact]
    public async Task Readers_do_not_disturb_each_other()
    {
        await using LogHarness harness = CreateHarness();
        await using ISharedLog log = await harness.OpenAsync();
        Task<List<long>>[] followers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => FollowAsync(log, 200)))];

        await Sample.AppendAsync(log, 200);

        foreach (List<long> seen in await Task.WhenAll(followers).WaitAsync(Sample.Patience, Cancellation))
            Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), seen);
    }

    private static async Task<LogPosition[]> AppendAsync(ISharedLog log, int node, int count)
    {
        var positions = new LogPosition[count];
        for (int i = 0; i < count; i++) positions[i] = await log.AppendAsync(new BatchId(node, i), Sample.Payload(i));
        return positions;
    }

    private static async Task<List<long>> FollowAsync(ISharedLog log, int count)
    {
        await using ILogReader reader = log.OpenReader(0);
        List<long> seen = [];
        while (seen.Count < count)
        {
            while (reader.TryRead(out LogEntry entry)) seen.Add(entry.Sequence);
            if (seen.Count < count) await reader.WaitToReadAsync(Cancellation);
        }
        return seen;
    }
}
