namespace Bourse.Venue.Limits;

/// <summary>
/// Dead man's switches that are on: when each account's orders on a symbol, or on all (0), are to be cancelled.
/// </summary>
internal sealed class CancelAllTimers
{
    private readonly SortedDictionary<(int AccountId, int SymbolId), long> _atUs = [];
    private readonly List<(int AccountId, int SymbolId)> _due = [];
    private long _earliestUs = long.MaxValue;

    /// <summary>In ascending order of account, then symbol.</summary>
    public IEnumerable<KeyValuePair<(int AccountId, int SymbolId), long>> All => _atUs;

    public int Count => _atUs.Count;

    /// <summary>0 when it is off.</summary>
    public long Find(int accountId, int symbolId) => _atUs.GetValueOrDefault((accountId, symbolId));

    public void Set(int accountId, int symbolId, long atUs)
    {
        _atUs[(accountId, symbolId)] = atUs;
        if (atUs < _earliestUs) _earliestUs = atUs;
    }

    public void Clear(int accountId, int symbolId) => _atUs.Remove((accountId, symbolId));

    public bool IsAnyDue(long timeUs) => timeUs >= _earliestUs;

    /// <summary>Switches off those whose time has come; in ascending order, valid until the next call.</summary>
    public IReadOnlyList<(int AccountId, int SymbolId)> TakeDue(long timeUs)
    {
        _due.Clear();
        _earliestUs = long.MaxValue;
        foreach ((var key, long atUs) in _atUs)
        {
            if (atUs <= timeUs) _due.Add(key);
            else if (atUs < _earliestUs) _earliestUs = atUs;
        }
        foreach (var key in _due) _atUs.Remove(key);
        return _due;
    }
}
