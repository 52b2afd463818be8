using System.Text.RegularExpressions;
using Bourse.Api.Tests.Hosting;

namespace Bourse.Api.Tests.Errors;

/// <summary>An error of the API and a request that brings it about.</summary>
/// <param name="Message">To the letter as errors.md has it; "%s" stands for a part that varies.</param>
internal sealed record ErrorCase(
    int Status, int Code, string Message, string What, Func<ErrorScene, Task<ApiAnswer>> Provoke)
{
    public override string ToString() => $"{Code} {Message} ({What})";

    public bool IsToldBy(string message) =>
        Regex.IsMatch(message, "^" + Regex.Escape(Message).Replace("%s", ".+", StringComparison.Ordinal) + "$");
}
