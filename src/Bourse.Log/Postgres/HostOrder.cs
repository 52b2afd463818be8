using Npgsql;

namespace Bourse.Log.Postgres;

/// <summary>
/// In which order a fleet's databases are asked which of them leads. When two say so, the deposed one is the one whose commits nobody
/// confirms: where a commit has waited in vain, that host is asked last from then on. Safe for many threads.
/// </summary>
internal sealed class HostOrder
{
    private readonly Lock _lock = new();
    private readonly NpgsqlConnectionStringBuilder _settings;
    private readonly Dictionary<string, int> _doubts = [];
    private readonly List<string> _hosts;

    /// <param name="connectionString">With one host or several, separated by commas.</param>
    public HostOrder(string connectionString)
    {
        _settings = new NpgsqlConnectionStringBuilder(connectionString);
        _hosts = [.. (_settings.Host ?? "").Split(',')];
    }

    /// <summary>The connection string, its hosts in the order in which they are to be asked now.</summary>
    public string ConnectionString
    {
        get
        {
            lock (_lock) return _settings.ConnectionString;
        }
    }

    /// <summary>How often a host was doubted.</summary>
    public int DoubtsOf(string host)
    {
        lock (_lock) return _doubts.GetValueOrDefault(host);
    }

    /// <summary>A commit has waited there in vain.</summary>
    public void Doubt(string host)
    {
        lock (_lock)
        {
            _doubts[host] = _doubts.GetValueOrDefault(host) + 1;
            int index = _hosts.FindIndex(other => other == host || other.StartsWith(host + ":", StringComparison.Ordinal));
            if (index < 0) return;
            string doubted = _hosts[index];
            _hosts.RemoveAt(index);
            _hosts.Add(doubted);
            _settings.Host = string.Join(',', _hosts);
        }
    }
}
