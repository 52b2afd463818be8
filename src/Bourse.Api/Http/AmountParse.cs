namespace Bourse.Api.Http;

/// <summary>How reading an amount ended.</summary>
public enum AmountParse
{
    Done = 0,
    Malformed = 1,

    /// <summary>More than 8 decimals that are not zero.</summary>
    TooPrecise = 2,

    /// <summary>Beyond 64 bits of 1e-8.</summary>
    Overflow = 3,
}
