namespace Bourse.Api.Limits;

/// <summary>
/// Counts in fixed clock windows: the count starts anew on the boundary, as the API's limits do. Beside what this node counted
/// stands what the rest of the fleet is known to have counted in the same window.
/// </summary>
internal struct WindowCounter(long windowUs)
{
    private long _window;
    private int _own;
    private int _told;
    private int _others;

    /// <summary>What the fleet counted in the window that runs now, as far as this node knows.</summary>
    public int Count(long nowUs)
    {
        Turn(nowUs);
        return (int)Math.Min(int.MaxValue, (long)_own + _others);
    }

    /// <summary>What this node counted.</summary>
    public int Own(long nowUs)
    {
        Turn(nowUs);
        return _own;
    }

    /// <summary>What this node counted and the fleet does not know yet.</summary>
    public int Untold(long nowUs)
    {
        Turn(nowUs);
        return _own - _told;
    }

    /// <summary>Adds and returns the fleet's new count. A negative amount does not make this node's go below 0.</summary>
    public int Add(long nowUs, int amount)
    {
        Turn(nowUs);
        _own = Math.Max(0, _own + amount);
        return Count(nowUs);
    }

    /// <summary>Takes what an exchange told and heard about a window; of no meaning when that is over.</summary>
    public void Learn(long window, int told, int others)
    {
        if (window == _window) (_told, _others) = (told, others);
    }

    /// <summary>Seconds until the next window, at least 1.</summary>
    public readonly int SecondsLeft(long nowUs) =>
        (int)Math.Max(1, (windowUs - nowUs % windowUs + 999_999) / 1_000_000);

    private void Turn(long nowUs)
    {
        long window = nowUs / windowUs;
        if (window == _window) return;
        (_window, _own, _told, _others) = (window, 0, 0, 0);
    }
}
