namespace Bourse.Api.Limits;

/// <summary>A limit's interval in the API's words: the greatest unit that divides it.</summary>
/// <param name="Unit">"SECOND", "MINUTE", "HOUR" or "DAY" (enums.md, "Rate limit intervals").</param>
public readonly record struct ClockInterval(string Unit, int Count)
{
    /// <summary>As in a header's name: "10S".</summary>
    public string Short => $"{Count}{Unit[0]}";

    public static ClockInterval Of(int seconds)
    {
        if (seconds % 86_400 == 0) return new ClockInterval("DAY", seconds / 86_400);
        if (seconds % 3_600 == 0) return new ClockInterval("HOUR", seconds / 3_600);
        if (seconds % 60 == 0) return new ClockInterval("MINUTE", seconds / 60);
        return new ClockInterval("SECOND", seconds);
    }

    /// <summary>As in error messages: "10 SECOND".</summary>
    public override string ToString() => $"{Count} {Unit}";
}
