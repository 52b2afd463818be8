using Bourse.Api.Http;
using Bourse.Api.Limits;
using Bourse.Log.Contract;
using Bourse.Redis.Tests.Hosting;

namespace Bourse.Redis.Tests.Limits;

/// <summary>faults.md, "limits evaded" and "Redis lost": three nodes, one real Redis.</summary>
public sealed class SharedLimitsTests : IAsyncLifetime
{
    private const string Client = "203.0.113.7";
    private const int Limit = 1200;
    private const int Burst = Limit / 4;

    private readonly ManualTime _time = new();
    private readonly List<LimitNode> _nodes = [];
    private readonly LimitOptions _options = new() { WeightPerMinute = Limit, RefusalsBeforeBan = 20 };
    private RedisServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartNewAsync();
        for (int i = 0; i < 3; i++) _nodes.Add(await StartNodeAsync());
        // Twice, so that the first to ask has heard of the last.
        await ExchangeAllAsync();
        await ExchangeAllAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (LimitNode node in _nodes) await node.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_an_address_uses_anywhere_counts_everywhere()
    {
        for (int i = 0; i < 3; i++) Assert.Null(_nodes[i].Request(Client, 100 * (i + 1)));
        await ExchangeAllAsync();
        await ExchangeAllAsync();
        foreach (LimitNode node in _nodes) Assert.Equal(0, node.UsedWeight("203.0.113.8"));
        foreach (LimitNode node in _nodes)
        {
            Assert.Null(node.Request(Client, 1));
            await node.ExchangeAsync();
        }
        Assert.Equal(603, _nodes[2].UsedWeight(Client));
    }

    [Fact]
    public async Task A_client_of_one_node_has_the_whole_limit()
    {
        int letIn = 0;
        for (int i = 0; i < 12; i++)
        {
            letIn += _nodes[0].RequestMany(Client, 1, 100);
            await _nodes[0].ExchangeAsync();
        }
        Assert.Equal(Limit, letIn);
        Assert.Equal(429, _nodes[0].Request(Client, 1)?.Status);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(250)]
    public async Task Who_goes_to_many_nodes_gets_no_more_than_the_limit_and_a_burst_of_each(int weight)
    {
        int letIn = 0;
        // As much as each lets in, all before any exchange: the worst that a client can do.
        for (int round = 0; round < 20; round++)
        {
            foreach (LimitNode node in _nodes) letIn += weight * node.RequestMany(Client, weight, int.MaxValue);
            await ExchangeAllAsync();
        }
        Assert.InRange(letIn, Limit - weight + 1, Limit + 3 * (Burst + weight));
        foreach (LimitNode node in _nodes) Assert.NotNull(node.Request(Client, weight));
    }

    [Fact]
    public async Task Who_is_ahead_of_the_exchange_waits_a_second_and_is_not_punished()
    {
        Assert.Equal(Burst, _nodes[0].RequestMany(Client, 1, Limit));
        for (int i = 0; i < 2 * _options.RefusalsBeforeBan; i++)
            Assert.Equal((429, 1), StatusAndRetry(_nodes[0].Request(Client, 1)));
        await _nodes[0].ExchangeAsync();
        Assert.Null(_nodes[0].Request(Client, 1));
    }

    [Fact]
    public async Task A_new_window_starts_anew_on_all_nodes()
    {
        for (int i = 0; i < 5; i++)
        {
            foreach (LimitNode node in _nodes) node.RequestMany(Client, 1, Burst);
            await ExchangeAllAsync();
        }
        foreach (LimitNode node in _nodes) Assert.NotNull(node.Request(Client, 1));
        _time.Jump(TimeSpan.FromMinutes(1));
        foreach (LimitNode node in _nodes) Assert.Null(node.Request(Client, 1));
        await ExchangeAllAsync();
        await ExchangeAllAsync();
        Assert.Equal(3, _nodes[2].UsedWeight(Client));
    }

    [Fact]
    public async Task Without_Redis_each_node_gives_its_part()
    {
        await _server.KillAsync();
        foreach (LimitNode node in _nodes) await node.LoseRedisAsync();
        for (int window = 0; window < 2; window++)
        {
            _time.Jump(TimeSpan.FromMinutes(1));
            foreach (LimitNode node in _nodes) Assert.Equal(Limit / 3, node.RequestMany(Client, 1, Limit));
        }
    }

    [Fact]
    public async Task What_was_known_when_Redis_went_away_still_counts()
    {
        for (int i = 0; i < 3; i++)
        {
            _nodes[0].RequestMany(Client, 1, Burst);
            await _nodes[0].ExchangeAsync();
        }
        Assert.Null(_nodes[1].Request(Client, 1));
        await _nodes[1].ExchangeAsync();
        await _server.KillAsync();
        foreach (LimitNode node in _nodes) await node.LoseRedisAsync();
        Assert.NotNull(_nodes[0].Request(Client, 1));
        Assert.Equal(Limit - 3 * Burst - 1, _nodes[1].RequestMany(Client, 1, Limit));
    }

    [Fact]
    public async Task A_Redis_that_comes_back_empty_is_told_everything_again()
    {
        foreach (LimitNode node in _nodes) Assert.Null(node.Request(Client, 100));
        await ExchangeAllAsync();
        await _server.KillAsync();
        foreach (LimitNode node in _nodes) await node.LoseRedisAsync();
        foreach (LimitNode node in _nodes) Assert.Null(node.Request(Client, 50));
        await _server.StartAsync();
        foreach (LimitNode node in _nodes) await node.FindRedisAsync();
        await ExchangeAllAsync();
        await ExpectEverywhereAsync(450);
    }

    [Fact]
    public async Task A_flushed_Redis_is_told_everything_again()
    {
        foreach (LimitNode node in _nodes) Assert.Null(node.Request(Client, 100));
        await ExchangeAllAsync();
        await _server.FlushAsync();
        await ExchangeAllAsync();
        await ExchangeAllAsync();
        await ExpectEverywhereAsync(300);
    }

    [Fact]
    public async Task Counts_whose_answer_was_lost_are_not_counted_twice()
    {
        Assert.Null(_nodes[0].Request(Client, 100));
        _nodes[0].Exchange.AnswersToLose = 3;
        for (int i = 0; i < 3; i++) Assert.False(await _nodes[0].Limits.ExchangeAsync());
        await ExchangeAllAsync();
        await ExpectEverywhereAsync(100);
    }

    [Fact]
    public async Task A_node_that_starts_without_Redis_gives_the_part_of_the_expected_fleet()
    {
        await _server.KillAsync();
        LimitNode node = await StartNodeAsync();
        Assert.Equal(Limit / 3, node.RequestMany(Client, 1, Limit));
    }

    [Fact]
    public async Task A_node_that_starts_anew_learns_what_its_former_life_counted()
    {
        Assert.Null(_nodes[0].Request(Client, 250));
        await _nodes[0].ExchangeAsync();
        await _nodes[0].DisposeAsync();
        _nodes[0] = await StartNodeAsync();
        Assert.Null(_nodes[0].Request(Client, 1));
        await _nodes[0].FindRedisAsync();
        Assert.Equal(251, _nodes[0].UsedWeight(Client));
    }

    [Fact]
    public async Task A_ban_by_one_node_is_a_ban_by_all_and_outlives_the_node()
    {
        ApiError? ban = Flood(_nodes[0]);
        Assert.Equal((418, 120), StatusAndRetry(ban));
        await _nodes[0].ExchangeAsync();
        await _nodes[0].DisposeAsync();
        _nodes[0] = await StartNodeAsync();
        foreach (LimitNode node in _nodes)
        {
            node.Request(Client, 1);
            await node.FindRedisAsync();
            Assert.Equal(ban, node.Request(Client, 1));
        }
        // The next one is longer, whoever gives it.
        _time.Jump(TimeSpan.FromMinutes(3));
        Assert.Equal((418, 600), StatusAndRetry(Flood(_nodes[2])));
    }

    [Fact]
    public async Task Refusals_by_several_nodes_lead_to_one_ban()
    {
        ApiError? last = null;
        for (int i = 0; i <= _options.RefusalsBeforeBan; i++)
        {
            foreach (LimitNode node in _nodes)
            {
                last = node.Request(Client, Limit + 1);
                await node.ExchangeAsync();
                if (last?.Status == 418) break;
            }
            if (last?.Status == 418) break;
        }
        Assert.Equal((418, 120), StatusAndRetry(last));
        await ExchangeAllAsync();
        foreach (LimitNode node in _nodes)
        {
            node.Request(Client, 1);
            await node.ExchangeAsync();
            Assert.Equal(last, node.Request(Client, 1));
        }
    }

    [Fact]
    public async Task Nodes_that_run_exchange_by_themselves()
    {
        foreach (LimitNode node in _nodes) node.Limits.Start();
        Assert.Null(_nodes[0].Request(Client, 200));
        await Eventually.TrueAsync("node 2 knows", () =>
        {
            _nodes[1].Request(Client, 0);
            return _nodes[1].UsedWeight(Client) == 200;
        });
        await _server.KillAsync();
        await Eventually.TrueAsync("node 3 knows that it is on its own", () => !_nodes[2].Limits.Fleet.IsShared);
        await _server.StartAsync();
        await Eventually.TrueAsync("node 3 shares again", () => _nodes[2].Limits.Fleet.IsShared);
        Assert.Equal(3, _nodes[2].Limits.Fleet.Nodes);
    }

    private static (int? Status, int? Retry) StatusAndRetry(ApiError? error) => (error?.Status, error?.RetryAfterSeconds);

    private ApiError? Flood(LimitNode node)
    {
        ApiError? error = null;
        for (int i = 0; i <= _options.RefusalsBeforeBan; i++) error = node.Request(Client, Limit + 1);
        return error;
    }

    private async Task<LimitNode> StartNodeAsync() => await LimitNode.StartAsync(_server.Address, _options, _time);

    private async Task ExchangeAllAsync()
    {
        foreach (LimitNode node in _nodes) await node.ExchangeAsync();
    }

    /// <summary>Each node asks after the last one told.</summary>
    private async Task ExpectEverywhereAsync(int weight)
    {
        foreach (LimitNode node in _nodes)
        {
            node.Request(Client, 0);
            await node.ExchangeAsync();
        }
        foreach (LimitNode node in _nodes) Assert.Equal(weight, node.UsedWeight(Client));
    }
}
