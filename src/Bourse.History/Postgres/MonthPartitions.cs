using System.Globalization;
using Npgsql;

namespace Bourse.History.Postgres;

/// <summary>
/// Adds the partitions that rows need before their transaction, and the month after the newest, so that at the turn of a month
/// nothing has to be done.
/// </summary>
internal sealed class MonthPartitions
{
    private readonly HashSet<int> _there = [];
    private readonly HashSet<int> _needed = [];
    private long _fromUs;
    private long _toUs;

    /// <summary>A row of this time, microseconds, is to be written.</summary>
    public void Need(long timeUs)
    {
        if (timeUs >= _fromUs && timeUs < _toUs) return;
        DateTime time = DateTime.UnixEpoch.AddMicroseconds(timeUs);
        int month = time.Year * 12 + time.Month - 1;
        _needed.Add(month);
        (_fromUs, _toUs) = (BeginUs(month), BeginUs(month + 1));
    }

    public void Add(NpgsqlConnection connection)
    {
        if (_needed.Count == 0) return;
        _needed.Add(_needed.Max() + 1);
        foreach (int month in _needed.Where(month => !_there.Contains(month)).Order().ToArray())
        {
            using var command = new NpgsqlCommand(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"SELECT bourse_history.add_month({month / 12 * 100 + month % 12 + 1}, {BeginUs(month)}, {BeginUs(month + 1)})"),
                connection);
            command.ExecuteNonQuery();
            _there.Add(month);
        }
        _needed.Clear();
        (_fromUs, _toUs) = (0, 0);
    }

    /// <summary>What was there may be gone, as after a failover.</summary>
    public void Forget() => _there.Clear();

    private static long BeginUs(int month) =>
        (new DateTime(month / 12, month % 12 + 1, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks
        / TimeSpan.TicksPerMicrosecond;
}
