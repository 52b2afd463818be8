using Bourse.History.Postgres;
using Bourse.History.Tests.Queries;
using Bourse.History.Tests.Support;

namespace Bourse.History.Tests.Postgres;

/// <summary>The same questions on a node that does not project: it has a store and a follower of its own.</summary>
public sealed class FollowerPagingTests(PostgresFixture fixture) : PagingContract
{
    private PostgresHome _home = null!;
    private PostgresHistoryStore _store = null!;
    private HistoryFollower _follower = null!;

    public override async ValueTask DisposeAsync()
    {
        await _follower.DisposeAsync();
        _store.Dispose();
        await base.DisposeAsync();
    }

    protected override HistoryHome CreateHome() => _home = fixture.Create();

    private protected override async Task<HistoryQueries> QueriesAsync(HistoryUnderTest history)
    {
        _store = await _home.OpenAsync();
        _follower = await HistoryFollower.StartAsync(_store.Reader, _store.Replica);
        return new HistoryQueries(_follower);
    }
}
