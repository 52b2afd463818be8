using Bourse.Log;

namespace Bourse.Simulation;

/// <summary>A node's connection to a server; one request at a time. A watchdog cuts it when an answer takes too long.</summary>
internal sealed class Connection
{
    private const long DeadlineUs = 3_000_000;

    private readonly Kernel _kernel;
    private readonly Process _process;
    private Action? _fail;
    private long _deadlineUs;
    private bool _isWatched;

    private Connection(Kernel kernel, Process process, Server server)
    {
        (_kernel, _process, Server) = (kernel, process, server);
        server.Connections.Add(this);
    }

    public Server Server { get; }

    public bool IsCut { get; private set; }

    /// <exception cref="LogUnavailableException">The server refuses.</exception>
    public static async Task<Connection> OpenAsync(Kernel kernel, Process process, Database database)
    {
        Server server = database.Primary;
        await kernel.DelayAsync(process, kernel.Latency(200, 2000));
        if (server.IsDown || process.IsDead) throw new LogUnavailableException("The simulated database refuses connections.");
        return new Connection(kernel, process, server);
    }

    public Task<(Row Row, bool IsNew)> AppendAsync(BatchId batch, byte[] payload) =>
        AskAsync<(Row, bool)>(reply => Server.Append(this, batch, payload, reply));

    public Task<long> FenceAsync() => AskAsync<long>(Server.Fence);

    public Task<Row?> FindAsync(long sequence) => AskAsync<Row?>(reply => reply(Server.Find(sequence)));

    public Task<List<Row>> ReadAsync(long from, int count) => AskAsync<List<Row>>(reply =>
    {
        List<Row> rows = [];
        while (rows.Count < count && Server.Find(from + rows.Count) is { } row) rows.Add(row);
        reply(rows);
    });

    /// <summary>Breaks: the request under way, if any, has an unknown outcome.</summary>
    public void Cut()
    {
        if (IsCut) return;
        IsCut = true;
        Server.Connections.Remove(this);
        Action? fail = _fail;
        _fail = null;
        if (fail is not null) _kernel.After(_process, _kernel.Latency(10, 300), fail);
    }

    private Task<T> AskAsync<T>(Action<Action<T>> request)
    {
        var answer = new TaskCompletionSource<T>();
        void Fail() => answer.TrySetException(new LogUnavailableException("The simulated connection broke."));
        if (IsCut)
        {
            Fail();
            return answer.Task;
        }
        _fail = Fail;
        Watch();
        _kernel.After(Server.Outside, _kernel.Latency(30, 200), () =>
        {
            if (IsCut || Server.IsDown) Cut();
            else request(Reply);
        });
        return answer.Task;

        void Reply(T value) => _kernel.After(_process, _kernel.Latency(30, 200), () =>
        {
            if (IsCut) return;
            _fail = null;
            answer.TrySetResult(value);
        });
    }

    private void Watch()
    {
        _deadlineUs = _kernel.NowUs + DeadlineUs;
        if (_isWatched) return;
        _isWatched = true;
        _kernel.After(_process, DeadlineUs, Look);
    }

    private void Look()
    {
        _isWatched = false;
        if (_fail is null || IsCut) return;
        if (_kernel.NowUs >= _deadlineUs) Cut();
        else
        {
            _isWatched = true;
            _kernel.After(_process, _deadlineUs - _kernel.NowUs, Look);
        }
    }
}
