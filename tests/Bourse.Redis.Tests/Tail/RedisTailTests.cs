using Bourse.Log;
using Bourse.Log.Contract;
using Bourse.Log.Postgres;
using Bourse.Log.Tests.Postgres;
using Bourse.Postgres.Testing;
using Bourse.Redis.Tail;
using Bourse.Redis.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bourse.Redis.Tests.Tail;

/// <summary>Two nodes, one log in a real PostgreSQL, one real Redis, and everything that can go wrong with what it carries.</summary>
public sealed class RedisTailTests(PostgresFixture fixture) : IAsyncLifetime
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(5);

    private RedisServer _redis = null!;
    private PostgresServer _server = null!;
    private string _database = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartNewAsync();
        (_server, _database) = await fixture.CreateDatabaseAsync();
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task What_a_node_appends_comes_to_another_that_never_asks_the_table()
    {
        await using TailedLog writer = await OpenAsync(Never);
        await using TailedLog follower = await OpenAsync(Never);
        await follower.UntilHeardAsync(count: 2);
        Task<List<LogEntry>> following = FollowAsync(follower, 300);
        await Sample.AppendAsync(writer, 300);
        Sample.AssertSamples(await following, 1, 300);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Lost_late_and_doubled_messages_and_garbage_between_them_change_nothing(int seed)
    {
        var random = new Random(seed);
        await using PostgresLog writer = await OpenLogAsync(Never);
        await using TailedLog follower = await OpenAsync(Often);
        await follower.UntilHeardAsync();
        Task<List<LogEntry>> following = FollowAsync(follower, 400);
        List<byte[]> late = [];
        writer.Appended = entry => late.Add(TailMessage.Encode(1, in entry));
        for (int number = 1; number <= 400; number++)
        {
            await writer.AppendAsync(new BatchId(1, number), Sample.Payload(number));
            if (random.Next(3) == 0) await SayInDisorderAsync(follower, late, random);
        }
        Sample.AssertSamples(await following, 1, 400);
        Sample.AssertSamples(await Sample.ReadAllAsync(follower, 0), 1, 400);
    }

    [Fact]
    public async Task A_damaged_message_is_not_taken_and_the_whole_one_after_it_is()
    {
        await using PostgresLog writer = await OpenLogAsync(Never);
        await using TailedLog follower = await OpenAsync(Never);
        await follower.UntilHeardAsync();
        Task<List<LogEntry>> following = FollowAsync(follower, 50);
        List<byte[]> messages = [];
        writer.Appended = entry => messages.Add(TailMessage.Encode(1, in entry));
        await Sample.AppendAsync(writer, 50);
        foreach (byte[] message in messages)
        {
            byte[] damaged = [.. message];
            damaged[^1] ^= 1;
            await follower.SayAsync(damaged);
            await follower.SayAsync(message[..^1]);
            await follower.SayAsync(message);
        }
        Sample.AssertSamples(await following, 1, 50);
    }

    [Fact]
    public async Task What_was_missed_is_read_from_the_table_when_the_next_message_comes()
    {
        await using PostgresLog writer = await OpenLogAsync(Never);
        await using TailedLog follower = await OpenAsync(Never);
        await follower.UntilHeardAsync();
        Task<List<LogEntry>> following = FollowAsync(follower, 20);
        byte[] last = [];
        writer.Appended = entry => last = TailMessage.Encode(1, in entry);
        await Sample.AppendAsync(writer, 20);
        await follower.SayAsync(last);
        Sample.AssertSamples(await following, 1, 20);
    }

    [Fact]
    public async Task Without_Redis_appends_go_on_and_the_table_tells()
    {
        await using TailedLog writer = await OpenAsync(Never);
        await using TailedLog follower = await OpenAsync(Often);
        await follower.UntilHeardAsync(count: 2);
        Task<List<LogEntry>> following = FollowAsync(follower, 300);
        for (int number = 1; number <= 300; number++)
        {
            if (number == 100) await _redis.KillAsync();
            if (number == 200) await _redis.StartAsync();
            await writer.AppendAsync(new BatchId(1, number), Sample.Payload(number));
        }
        Sample.AssertSamples(await following, 1, 300);
    }

    [Fact]
    public async Task A_Redis_that_hangs_holds_up_no_append()
    {
        await using TailedLog writer = await OpenAsync(Never);
        await using TailedLog follower = await OpenAsync(Often);
        await follower.UntilHeardAsync(count: 2);
        Task<List<LogEntry>> following = FollowAsync(follower, 600);
        await _redis.PauseAsync();
        await Sample.AppendAsync(writer, 600);
        Sample.AssertSamples(await following, 1, 600);
        await _redis.ResumeAsync();
    }

    [Fact]
    public async Task After_an_outage_the_tail_is_followed_again()
    {
        await using TailedLog writer = await OpenAsync(Never);
        await using TailedLog follower = await OpenAsync(Never);
        await follower.UntilHeardAsync(count: 2);
        await _redis.KillAsync();
        await Sample.AppendAsync(writer, 10);
        await _redis.StartAsync();
        await follower.UntilHeardAsync(count: 2);
        await writer.UntilHeardAsync(count: 2);
        Task<List<LogEntry>> following = FollowAsync(follower, 11);
        await writer.AppendAsync(new BatchId(1, 11), Sample.Payload(11));
        Sample.AssertSamples(await following, 1, 11);
    }

    [Fact]
    public async Task A_node_that_starts_without_Redis_follows_the_tail_when_it_comes()
    {
        await _redis.KillAsync();
        await using TailedLog writer = await OpenAsync(Never);
        await using TailedLog follower = await OpenAsync(Never);
        await Sample.AppendAsync(writer, 5);
        await _redis.StartAsync();
        await follower.UntilHeardAsync(count: 2);
        await writer.UntilHeardAsync(count: 2);
        Task<List<LogEntry>> following = FollowAsync(follower, 6);
        await writer.AppendAsync(new BatchId(1, 6), Sample.Payload(6));
        Sample.AssertSamples(await following, 1, 6);
    }

    /// <summary>Says some of what is late, in any order, some of it twice, some never, with garbage between.</summary>
    private static async Task SayInDisorderAsync(TailedLog follower, List<byte[]> late, Random random)
    {
        byte[][] messages = [.. late];
        late.Clear();
        random.Shuffle(messages);
        foreach (byte[] message in messages)
        {
            int fate = random.Next(5);
            if (fate == 0) continue;
            if (fate == 1) late.Add(message);
            if (fate == 2) await follower.SayAsync([.. message.Reverse()]);
            if (fate == 3) message[random.Next(message.Length)] ^= 0x10;
            await follower.SayAsync(message);
        }
    }

    private static async Task<List<LogEntry>> FollowAsync(TailedLog log, long last) =>
        await Nodes.FollowAsync(log, entry => entry.Sequence == last, Cancellation).WaitAsync(Sample.Patience, Cancellation);

    private async Task<TailedLog> OpenAsync(TimeSpan pollInterval) =>
        await TailedLog.AttachAsync(_redis, await OpenLogAsync(pollInterval));

    private Task<PostgresLog> OpenLogAsync(TimeSpan pollInterval) => PostgresLog.OpenAsync(
        new PostgresLogOptions { ConnectionString = _server.ConnectionString(_database), PollInterval = pollInterval },
        NullLogger<PostgresLog>.Instance,
        Cancellation);
}
