namespace Bourse.Bench.Http;

/// <summary>
/// Finds the ends of answers in a stream of bytes. Bytes are appended to <see cref="Free"/>, then <see cref="TryRead"/> is
/// called until it finds none.
/// </summary>
internal interface IAnswerReader
{
    /// <summary>Where the next bytes go.</summary>
    Span<byte> Free { get; }

    void Advance(int count);

    /// <summary>Steps over the next whole answer.</summary>
    /// <param name="status">Its status, as of HTTP.</param>
    /// <param name="body">Valid until the next call.</param>
    /// <exception cref="InvalidDataException">The bytes are no answer.</exception>
    bool TryRead(out int status, out ReadOnlySpan<byte> body);
}
