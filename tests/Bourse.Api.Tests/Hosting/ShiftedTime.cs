namespace Bourse.Api.Tests.Hosting;

/// <summary>The system's time moved by an offset that a test sets, or standing still.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private DateTimeOffset? _frozenAt;

    public TimeSpan Offset { get; set; }

    /// <summary>How much later it is each time that somebody looks.</summary>
    public TimeSpan Step { get; set; }

    public long NowMs => GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Only <see cref="Offset"/> moves it from now on: no clock window ends while a busy machine takes its time.
    /// </summary>
    public void Freeze() => Freeze(DateTimeOffset.UtcNow);

    public void Freeze(DateTimeOffset at) => _frozenAt = at;

    public void Thaw() => _frozenAt = null;

    public override DateTimeOffset GetUtcNow() => (_frozenAt ?? DateTimeOffset.UtcNow) + (Offset += Step);
}
