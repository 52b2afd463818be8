namespace Bourse.Api.Http;

/// <summary>
/// Answers a request: parses its parameters, calls, writes the response. A refusal is told by
/// <see cref="ApiRequest.Fail"/>.
/// </summary>
public delegate ValueTask EndpointHandler(ApiRequest request);
