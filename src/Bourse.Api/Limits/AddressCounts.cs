namespace Bourse.Api.Limits;

/// <summary>What a client address has used in the windows that run, on one node or on several together.</summary>
/// <param name="Address">An IPv4 address, or the first address of a /64 of IPv6.</param>
/// <param name="Weight">Request weight in the minute.</param>
/// <param name="Refusals">Answers with 429 in the minute.</param>
/// <param name="Requests">Requests in the five minutes.</param>
public readonly record struct AddressCounts(string Address, int Weight, int Refusals, int Requests, AddressBan Ban);
