using Bourse.Log.Contract;
using Bourse.Log.Postgres;
using Bourse.Postgres.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Log.Tests.Postgres;

/// <summary>How a node learns of what others append: by asking the table, and sooner when somebody tells it.</summary>
public sealed class FollowTests(PostgresFixture fixture)
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_being_told_a_node_finds_others_entries()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        await using PostgresLog writer = await OpenAsync(server, database, Never);
        await using PostgresLog follower = await OpenAsync(server, database, TimeSpan.FromMilliseconds(5));
        Task<List<LogEntry>> following = Nodes.FollowAsync(follower, entry => entry.Sequence == 600, Cancellation);

        await Sample.AppendAsync(writer, 600);

        Sample.AssertSamples(await following.WaitAsync(Sample.Patience, Cancellation), 1, 600);
    }

    [Fact]
    public async Task What_it_is_told_in_order_it_need_not_read()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        await using PostgresLog writer = await OpenAsync(server, database, Never);
        await using PostgresLog follower = await OpenAsync(server, database, Never);
        await using ILogReader reader = follower.OpenReader(0);
        writer.Appended = entry => follower.Offer(in entry);

        for (int number = 1; number <= 20; number++)
        {
            await writer.AppendAsync(new BatchId(1, number), Sample.Payload(number));
            Assert.True(reader.TryRead(out LogEntry entry));
            Sample.AssertSample(number, entry);
        }
    }

    [Fact]
    public async Task What_it_is_told_out_of_order_makes_it_read_the_rest()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        await using PostgresLog writer = await OpenAsync(server, database, Never);
        await using PostgresLog follower = await OpenAsync(server, database, Never);
        // The first look, right after the opening, is over once it has found something.
        await Sample.AppendAsync(writer, 1);
        follower.Offer(new LogEntry(1_000, 1, default, default));
        await UntilHeadAsync(follower, 1);
        writer.Appended = entry =>
        {
            if (entry.Sequence is 3 or 5) follower.Offer(in entry);
        };
        for (int number = 2; number <= 5; number++) await writer.AppendAsync(new BatchId(1, number), Sample.Payload(number));

        await UntilHeadAsync(follower, 5);
        follower.Offer(new LogEntry(4, 1, default, Sample.Payload(9)));
        Sample.AssertSamples(await Sample.ReadAllAsync(follower, 0), 1, 5);
    }

    [Fact]
    public async Task The_question_for_the_head_counts_what_others_appended_and_this_node_has_not_heard_of()
    {
        (PostgresServer server, string database) = await fixture.CreateDatabaseAsync();
        await using PostgresLog writer = await OpenAsync(server, database, Never);
        await using PostgresLog other = await OpenAsync(server, database, Never);
        for (int number = 1; number <= 50; number++)
        {
            await writer.AppendAsync(new BatchId(1, number), Sample.Payload(number));
            long[] heads = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => other.HeadAsync(Cancellation).AsTask()));
            Assert.All(heads, head => Assert.Equal(number, head));
        }
    }

    private static async Task UntilHeadAsync(PostgresLog log, long sequence)
    {
        await using ILogReader reader = log.OpenReader(sequence - 1);
        await reader.WaitToReadAsync(Cancellation).AsTask().WaitAsync(Sample.Patience, Cancellation);
    }

    private static Task<PostgresLog> OpenAsync(PostgresServer server, string database, TimeSpan pollInterval) => PostgresLog.OpenAsync(
        new PostgresLogOptions { ConnectionString = server.ConnectionString(database), PollInterval = pollInterval },
        NullLogger<PostgresLog>.Instance,
        Cancellation);
}
