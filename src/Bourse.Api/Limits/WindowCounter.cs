namespace Bourse.Api.Limits;

/// <summary>Counts in fixed clock windows: the count starts anew on the boundary, as the API's limits do.</summary>
internal struct WindowCounter(long windowUs)
{
    private long _window;
    private int _count;

    /// <summary>The count of the window that runs now.</summary>
    public int Count(long nowUs)
    {
        Turn(nowUs);
        return _count;
    }

    /// <summary>Adds and returns the new count. A negative amount does not go below 0.</summary>
    public int Add(long nowUs, int amount)
    {
        Turn(nowUs);
        _count = Math.Max(0, _count + amount);
        return _count;
    }

    /// <summary>Seconds until the next window, at least 1.</summary>
    public readonly int SecondsLeft(long nowUs) =>
        (int)Math.Max(1, (windowUs - nowUs % windowUs + 999_999) / 1_000_000);

    private void Turn(long nowUs)
    {
        long window = nowUs / windowUs;
        if (window == _window) return;
        _window = window;
        _count = 0;
    }
}
