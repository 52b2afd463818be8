using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Bourse.Venue;

/// <summary>Always-on checks of what only a defect can break. A failed one stops the node; nobody catches it.</summary>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantException"/> unless the condition holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string? expression = null,
        [CallerFilePath] string? file = null,
        [CallerLineNumber] int line = 0)
    {
        if (!condition) Fail(expression, file, line);
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(string? expression, string? file, int line) =>
        throw new InvariantException($"Invariant broken: {expression} ({file}:{line})");
}
